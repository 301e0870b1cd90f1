package org.roaminghub.connector.ocpi.mapping;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.CDR;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.Token;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.Token211;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.TokenProfile;
import tools.jackson.databind.JsonNode;

/**
 * An object in the newest form, for a receiver of another version: from its original where that says all of it, which is so
 * since 2.2, else from the neutral record. Fields that OCPI does not know end here.
 */
public final class Translation {

    private static final Set<String> TOKEN = names(Token.class, Token211.class);
    private static final Set<String> SESSION = names(Session.class, Session211.class);
    private static final Set<String> CDR_FIELDS = names(CDR.class, Cdr211.class);

    private Translation() {}

    /** {@code whole} is the object's last whole original, absent where only a change is at hand. */
    public static Token token(
            TokenProfile token, @Nullable Original whole, String issuerName, Instant now, Lowering to) {
        Token said = said(whole, TOKEN, Dialect::token, to);
        return said == null ? TokenMapping.token(token, issuerName, now) : said;
    }

    public static Session session(
            org.roaminghub.vocabulary.Session session, @Nullable Original whole, Lowering to) {
        Session said = said(whole, SESSION, Dialect::session, to);
        return said == null
                ? SessionMapping.session(session, to)
                : said.at(CdrMapping.findLocation(session.place()));
    }

    public static CDR cdr(ChargeDetailRecord cdr, @Nullable Original whole, Lowering to) {
        CDR said = said(whole, CDR_FIELDS, Dialect::cdr, to);
        return said == null ? CdrMapping.cdr(cdr, to) : said;
    }

    private interface Reading<T> {
        T read(Dialect dialect, JsonNode body, Lifting from);
    }

    private static <T> @Nullable T said(@Nullable Original whole, Set<String> known, Reading<T> reading, Lowering to) {
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
            return dialect.release() == Release.V2_1_1
                    ? null
                    : reading.read(dialect, body, Lifting.of(null, Instant.EPOCH));
        } catch (BadField | NotJson unreadable) {
            // Taken by rules that are no longer in force: the record says what was understood then.
            return null;
        }
    }

    private static Set<String> names(Class<? extends Record> newest, Class<? extends Record> oldest) {
        return Stream.of(newest, oldest)
                .flatMap(form -> Stream.of(form.getRecordComponents()).map(RecordComponent::getName))
                .collect(Collectors.toUnmodifiableSet());
    }
}
