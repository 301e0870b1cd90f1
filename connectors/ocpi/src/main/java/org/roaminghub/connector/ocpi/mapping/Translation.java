package org.roaminghub.connector.ocpi.mapping;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.Tariff;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.Tariff211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.TokenProfile;
import tools.jackson.databind.JsonNode;

/**
 * An object in the newest form, for a receiver of another version: from its original, which says most, with what the hub found
 * out where 2.1.1 leaves it unsaid; else from the neutral record. Fields that OCPI does not know end here.
 */
public final class Translation {

    private static final Set<String> TOKEN = names(Token.class, Token211.class);
    private static final Set<String> SESSION = names(Session.class, Session211.class);
    private static final Set<String> TARIFF = names(Tariff.class, Tariff211.class);
    private static final Set<String> CDR_FIELDS = names(CDR.class, Cdr211.class);

    private Translation() {}

    /** {@code whole} is the object's last whole original, absent where only a change is at hand. */
    public static Token token(
            TokenProfile token, @Nullable Original whole, String issuerName, Instant now, Lowering to) {
        Token said = said(whole, TOKEN, Dialect::token, Lifting.of(token.issuer(), now), to);
        return said == null ? TokenMapping.token(token, issuerName, now) : said;
    }

    public static Session session(org.roaminghub.vocabulary.Session session, @Nullable Original whole, Lowering to) {
        CdrToken known = TokenMapping.cdrToken(
                session.tokenSeen().orNull(),
                session.tokenKind(),
                session.issuer() == null ? session.emsp() : session.issuer());
        Session said = said(whole, SESSION, Dialect::session, about(session.cpo(), known), to);
        if (said == null) {
            return SessionMapping.session(session, to);
        }
        return said.place() == null ? said.at(CdrMapping.findLocation(session.place())) : said;
    }

    public static CDR cdr(ChargeDetailRecord cdr, @Nullable Original whole, Lowering to) {
        CdrToken known = TokenMapping.cdrToken(
                cdr.tokenSeen().orNull(), cdr.tokenKind(), cdr.issuer() == null ? cdr.emsp() : cdr.issuer());
        CDR said = said(whole, CDR_FIELDS, Dialect::cdr, about(cdr.cpo(), known), to);
        return said == null ? CdrMapping.cdr(cdr, to) : said;
    }

    public static Tariff tariff(org.roaminghub.vocabulary.Tariff tariff, @Nullable Original whole, Lowering to) {
        Tariff said = said(whole, TARIFF, Dialect::tariff, Lifting.of(tariff.owner(), Instant.EPOCH), to);
        return said == null ? TariffMapping.toWire(tariff) : said;
    }

    /** What the hub found out when it came is what 2.1.1 leaves unsaid. */
    private static Lifting about(PartyId owner, CdrToken token) {
        return new Lifting(owner, contract -> Optional.of(token), Instant.EPOCH);
    }

    private interface Reading<T> {
        T read(Dialect dialect, JsonNode body, Lifting from);
    }

    private static <T> @Nullable T said(
            @Nullable Original whole, Set<String> known, Reading<T> reading, Lifting from, Lowering to) {
        if (whole == null || whole.protocol() != Protocol.OCPI) {
            return null;
        }
        Dialect dialect = Dialect.find(whole.version()).orElse(null);
        if (dialect == null) {
            return null;
        }
        try {
            JsonNode body = Json.read(whole.bytes());
            body.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> to.lost(name, "is no field of OCPI"));
            return reading.read(dialect, body, from);
        } catch (BadField | NotJson unreadable) {
            // Taken by rules that are no longer in force: the record says what was understood then.
            return null;
        }
    }

    static Set<String> names(Class<? extends Record> newest, Class<? extends Record> oldest) {
        return Stream.of(newest, oldest)
                .flatMap(form -> Stream.of(form.getRecordComponents()).map(RecordComponent::getName))
                .collect(Collectors.toUnmodifiableSet());
    }
}
