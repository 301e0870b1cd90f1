package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.CdrLocation;
import org.roaminghub.connector.ocpi.wire.CdrToken;
import org.roaminghub.connector.ocpi.wire.LocationReferences;
import org.roaminghub.connector.ocpi.wire.Price;
import org.roaminghub.connector.ocpi.wire.Session;
import org.roaminghub.connector.ocpi.wire.SessionPatch;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.SessionStatus;

/** Session (OCPI 2.2.1 ch. 9; model.md §2.7). */
public final class SessionMapping {

    private SessionMapping() {}

    public static Sessions.Report report(Session wire) {
        PartyId cpo = PartyId.of(wire.country_code(), wire.party_id());
        CdrToken token = wire.cdr_token();
        return new Sessions.Report(
                ForeignId.parse(cpo, ForeignId.Kind.SESSION, wire.id()),
                TokenMapping.owner(token),
                TokenMapping.seen(token),
                Words.tokenKind(token.type()),
                reference(wire.authorization_reference()),
                AuthMethod.valueOf(wire.auth_method()),
                place(wire, cpo),
                SessionStatus.valueOf(wire.status()),
                wire.start_date_time(),
                wire.end_date_time(),
                Energy.ofKilowattHours(wire.kwh()),
                wire.meter_id(),
                wire.currency(),
                Amounts.price(wire.total_cost(), wire.currency()),
                Amounts.periods(wire.charging_periods()),
                wire.last_updated());
    }

    /**
     * {@code cpo} and {@code id} are those of the path. A cost without a currency in the same message can't be read alone:
     * {@code currency} is what the session had so far.
     */
    public static Sessions.Change change(PartyId cpo, String id, SessionPatch wire, @Nullable String currency) {
        CdrToken token = wire.cdr_token();
        String known = wire.currency() == null ? currency : wire.currency();
        return new Sessions.Change(
                ForeignId.parse(cpo, ForeignId.Kind.SESSION, id),
                token == null ? null : TokenMapping.seen(token),
                token == null ? null : Words.tokenKind(token.type()),
                reference(wire.authorization_reference()),
                wire.auth_method() == null ? null : AuthMethod.valueOf(wire.auth_method()),
                place(wire, cpo),
                wire.status() == null ? null : SessionStatus.valueOf(wire.status()),
                wire.start_date_time(),
                wire.end_date_time(),
                energy(wire.kwh()),
                wire.meter_id(),
                wire.currency(),
                cost(wire.total_cost(), known),
                Amounts.periods(wire.charging_periods()),
                wire.last_updated());
    }

    private static org.roaminghub.vocabulary.@Nullable Price cost(@Nullable Price wire, @Nullable String currency) {
        return wire == null || currency == null ? null : Amounts.price(wire, currency);
    }

    private static @Nullable Energy energy(@Nullable BigDecimal kwh) {
        return kwh == null ? null : Energy.ofKilowattHours(kwh);
    }

    private static Place place(Session wire, PartyId cpo) {
        CdrLocation known = wire.place();
        return known != null
                ? CdrMapping.place(known, false, cpo.country())
                : Place.named(wire.location_id(), wire.evse_uid(), wire.connector_id(), cpo.country());
    }

    private static @Nullable Place place(SessionPatch wire, PartyId cpo) {
        if (wire.place() != null) {
            return CdrMapping.place(wire.place(), false, cpo.country());
        }
        return wire.location_id() == null && wire.evse_uid() == null && wire.connector_id() == null
                ? null
                : Place.named(wire.location_id(), wire.evse_uid(), wire.connector_id(), cpo.country());
    }

    static @Nullable AuthorizationReference reference(@Nullable String text) {
        return text == null ? null : AuthorizationReference.parse(text);
    }

    public static Session session(org.roaminghub.vocabulary.Session s, Lowering to) {
        AuthorizationReference reference = s.reference().orNull();
        return new Session(
                s.cpo().country(),
                s.cpo().party(),
                s.cpoRef() == null || s.cpoRef().length() > 36 ? s.session().toString() : s.cpoRef(),
                WireTime.forWire(s.start()),
                forWire(s.end()),
                s.energyWh().toKilowattHours(),
                TokenMapping.cdrToken(
                        s.tokenSeen().orNull(), s.tokenKind(), s.issuer() == null ? s.emsp() : s.issuer()),
                s.authMethod().name(),
                reference == null ? null : reference.value(),
                orNotAvailable(s.place().locationFid()),
                orNotAvailable(s.place().evseFid()),
                orNotAvailable(s.place().connectorFid()),
                s.meterId(),
                s.currency(),
                Amounts.toWire(s.periods(), to),
                Amounts.price(s.cost()),
                Words.sessionStatus(s.status()),
                WireTime.forWire(s.reportedAt()),
                CdrMapping.findLocation(s.place()));
    }

    /** What a CPO says of the place when it asks for an authorisation. Several EVSEs = none in particular. */
    public static Place place(LocationReferences wire, PartyId cpo) {
        String evse = wire.evse_uids().size() == 1 ? wire.evse_uids().getFirst() : null;
        return Place.named(wire.location_id(), evse, null, cpo.country());
    }

    public static @Nullable LocationReferences references(@Nullable Place place) {
        if (place == null || place.locationFid() == null) {
            return null;
        }
        return new LocationReferences(
                place.locationFid(), place.evseFid() == null ? List.of() : List.of(place.evseFid()));
    }

    static @Nullable Instant forWire(@Nullable Instant time) {
        return time == null ? null : WireTime.forWire(time);
    }

    static String orNotAvailable(@Nullable String text) {
        return text == null ? Words.NOT_AVAILABLE : text;
    }
}
