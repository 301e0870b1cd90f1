package org.roaminghub.hub.session;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SessionStatus;

/** Copies what a partner said into the session record. */
final class Reports {

    private Reports() {}

    /** What the hub itself knows of a new session. {@code currency} stands in where the CPO names none. */
    record Identity(
            SessionId session,
            PartyId cpo,
            PartyId emsp,
            @Nullable PartyId issuer,
            AgreementId agreement,
            @Nullable AuthorizationId authorization,
            String currency) {}

    static Session opened(Report r, Identity of) {
        return new Session(
                of.session(),
                of.cpo(),
                of.emsp(),
                of.agreement(),
                r.fid().value(),
                null,
                of.authorization(),
                Personal.of(r.reference()),
                Personal.of(r.token()),
                null,
                r.kind(),
                of.issuer(),
                r.authMethod(),
                r.place(),
                r.status(),
                r.start(),
                r.end(),
                null,
                null,
                r.energyWh(),
                null,
                null,
                r.meterId(),
                or(r.currency(), of.currency()),
                r.cost(),
                Periods.asSet(r.periods()),
                null,
                r.reportedAt());
    }

    /** Status is kept once it is final; a reference that is not said again stays known. */
    static Session replaced(Session was, Report r) {
        return new Session(
                was.session(),
                was.cpo(),
                was.emsp(),
                was.agreement(),
                r.fid().value(),
                was.emspRef(),
                was.authorization(),
                reference(was, r.reference()),
                Personal.of(r.token()),
                was.token(),
                r.kind(),
                was.issuer(),
                r.authMethod(),
                r.place(),
                status(was, r.status()),
                r.start(),
                r.end(),
                was.chargingStart(),
                was.chargingEnd(),
                r.energyWh(),
                was.meterStartWh(),
                was.meterEndWh(),
                r.meterId(),
                or(r.currency(), was.currency()),
                r.cost(),
                was.periods(),
                was.stopReason(),
                r.reportedAt());
    }

    /** Energy never goes down by a partial report. */
    static Session merged(Session was, Change c) {
        Energy energy =
                c.energyWh() == null || c.energyWh().compareTo(was.energyWh()) < 0 ? was.energyWh() : c.energyWh();
        return new Session(
                was.session(),
                was.cpo(),
                was.emsp(),
                was.agreement(),
                was.cpoRef(),
                was.emspRef(),
                was.authorization(),
                reference(was, c.reference()),
                c.token() == null ? was.tokenSeen() : Personal.of(c.token()),
                was.token(),
                or(c.kind(), was.tokenKind()),
                was.issuer(),
                or(c.authMethod(), was.authMethod()),
                or(c.place(), was.place()),
                c.status() == null ? was.status() : status(was, c.status()),
                or(c.start(), was.start()),
                c.end() == null ? was.end() : c.end(),
                was.chargingStart(),
                was.chargingEnd(),
                energy,
                was.meterStartWh(),
                was.meterEndWh(),
                c.meterId() == null ? was.meterId() : c.meterId(),
                or(c.currency(), was.currency()),
                c.cost() == null ? was.cost() : c.cost(),
                was.periods(),
                was.stopReason(),
                c.reportedAt());
    }

    /** The numbers of its CDR, which are the last word. */
    static Session endedBy(Session was, ChargeDetailRecord cdr) {
        return new Session(
                was.session(),
                was.cpo(),
                was.emsp(),
                was.agreement(),
                was.cpoRef(),
                was.emspRef(),
                was.authorization(),
                was.reference(),
                was.tokenSeen(),
                was.token(),
                was.tokenKind(),
                was.issuer(),
                was.authMethod(),
                was.place(),
                SessionStatus.COMPLETED,
                was.start(),
                cdr.end(),
                cdr.chargingStart(),
                cdr.chargingEnd(),
                cdr.energyWh(),
                was.meterStartWh(),
                cdr.meterEndWh(),
                was.meterId(),
                was.currency(),
                cdr.totalCost(),
                was.periods(),
                was.stopReason(),
                was.reportedAt());
    }

    static Session withPeriods(Session was, List<ChargingPeriod> periods) {
        return new Session(
                was.session(),
                was.cpo(),
                was.emsp(),
                was.agreement(),
                was.cpoRef(),
                was.emspRef(),
                was.authorization(),
                was.reference(),
                was.tokenSeen(),
                was.token(),
                was.tokenKind(),
                was.issuer(),
                was.authMethod(),
                was.place(),
                was.status(),
                was.start(),
                was.end(),
                was.chargingStart(),
                was.chargingEnd(),
                was.energyWh(),
                was.meterStartWh(),
                was.meterEndWh(),
                was.meterId(),
                was.currency(),
                was.cost(),
                periods,
                was.stopReason(),
                was.reportedAt());
    }

    /** As {@code session.opened} tells it: how it ended is told by another event. */
    static Session withoutEnd(Session was) {
        return new Session(
                was.session(),
                was.cpo(),
                was.emsp(),
                was.agreement(),
                was.cpoRef(),
                was.emspRef(),
                was.authorization(),
                was.reference(),
                was.tokenSeen(),
                was.token(),
                was.tokenKind(),
                was.issuer(),
                was.authMethod(),
                was.place(),
                was.status(),
                was.start(),
                null,
                was.chargingStart(),
                null,
                was.energyWh(),
                was.meterStartWh(),
                null,
                was.meterId(),
                was.currency(),
                was.cost(),
                was.periods(),
                null,
                was.reportedAt());
    }

    private static SessionStatus status(Session was, SessionStatus said) {
        return was.status().isFinal() ? was.status() : said;
    }

    private static Personal<AuthorizationReference> reference(Session was, @Nullable AuthorizationReference said) {
        return said == null ? was.reference() : Personal.of(said);
    }

    private static <T> T or(@Nullable T said, T known) {
        return Objects.requireNonNullElse(said, known);
    }
}
