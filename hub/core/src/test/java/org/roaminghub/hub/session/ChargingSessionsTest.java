package org.roaminghub.hub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.change;
import static org.roaminghub.hub.roaming.Messages.period;
import static org.roaminghub.hub.roaming.Messages.report;
import static org.roaminghub.hub.roaming.Messages.session;
import static org.roaminghub.hub.roaming.Messages.wh;
import static org.roaminghub.hub.roaming.Roaming.CPO;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.HUB;
import static org.roaminghub.hub.roaming.Roaming.OTHER_EMSP;
import static org.roaminghub.hub.roaming.Roaming.START;
import static org.roaminghub.hub.roaming.Roaming.cpo;
import static org.roaminghub.hub.roaming.Roaming.eventually;
import static org.roaminghub.hub.roaming.Roaming.original;
import static org.roaminghub.vocabulary.SessionStatus.ACTIVE;
import static org.roaminghub.vocabulary.SessionStatus.COMPLETED;
import static org.roaminghub.vocabulary.SessionStatus.INVALID;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.hub.authorization.Grants.Grant;
import org.roaminghub.hub.roaming.FakePartner;
import org.roaminghub.hub.roaming.FakePartner.Arrived;
import org.roaminghub.hub.roaming.FakePartner.Mood;
import org.roaminghub.hub.roaming.HandClock;
import org.roaminghub.hub.roaming.Messages;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions.Change;
import org.roaminghub.spi.inbound.Sessions.Report;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;

class ChargingSessionsTest {

    private final Roaming hub = Roaming.fresh(Instant::now);

    @AfterEach
    void end() {
        hub.close();
    }

    private Receipt.Taken put(Report report) {
        return (Receipt.Taken) hub.sessions().report(cpo(EMSP), report, original("put"));
    }

    private Receipt.Taken patch(Change change, String text) {
        return (Receipt.Taken) hub.sessions().amend(cpo(EMSP), change, original(text));
    }

    private Listing.Listed<Session> live(String id) {
        return hub.sessions().find(cpo(HUB), session(id)).orElseThrow();
    }

    private static Refusal refusal(Receipt receipt) {
        return ((Receipt.Refused) receipt).refusal();
    }

    @Test
    void opensASessionAndPassesItOn() {
        Receipt.Taken taken = put(report("S1", ACTIVE, START, 0));
        assertThat(taken.created()).isTrue();
        assertThat(taken.answer()).isNotNull();
        assertThat(hub.partner().arrived(EMSP))
                .singleElement()
                .satisfies(a -> assertThat(a.partial()).isFalse());
        assertThat(hub.events("session", taken.hubId())).singleElement().isInstanceOf(SessionOpened.class);
    }

    @Test
    void passesAPartialReportOnAsItCame() {
        put(report("S1", ACTIVE, START, 0));
        Receipt.Taken taken = patch(change("s1", null, START.plusSeconds(60), 100L), "patch");
        assertThat(taken.created()).isFalse();
        assertThat(hub.partner().arrived(EMSP).getLast().partial()).isTrue();
        assertThat(FakePartner.text(hub.partner().arrived(EMSP).getLast().original()))
                .isEqualTo("patch");
        assertThat(live("S1").object().energyWh()).isEqualTo(wh(100));
        assertThat(live("S1").original()).isEqualTo(original("put+patch"));
    }

    @Test
    void sendsTheWholeSessionWhereSomethingOlderWaits() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        put(report("S1", ACTIVE, START, 0));
        hub.host(EMSP, ConnectionStatus.CONNECTED);
        patch(change("S1", null, START.plusSeconds(60), 100L), "patch");
        hub.deliveries().start();
        eventually("one arrives", () -> hub.deliveries().counts().queued() == 0);
        assertThat(hub.partner().arrived(EMSP)).singleElement().satisfies(a -> {
            assertThat(a.partial()).isFalse();
            assertThat(FakePartner.text(a.original())).isEqualTo("put+patch");
        });
    }

    @Test
    void keepsOnlyTheNewestForAPartnerThatIsAway() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        put(report("S1", ACTIVE, START, 0));
        for (int i = 1; i <= 20; i++) {
            put(report("S1", ACTIVE, START.plusSeconds(i), i));
        }
        assertThat(hub.deliveries().counts().queued()).isEqualTo(1);
    }

    @Test
    void refusesAPartialReportOfAnUnknownSessionAndKeepsNothing() {
        Receipt receipt = hub.sessions().amend(cpo(EMSP), change("S1", ACTIVE, START, 1L), original("patch"));
        assertThat(refusal(receipt)).isEqualTo(Refusal.UNKNOWN_SESSION);
        assertThat(hub.allEvents()).isEmpty();
        assertThat(hub.deliveries().counts().queued()).isZero();
    }

    @Test
    void refusesWhatIsNotTheCallersOwn() {
        Report foreign = new Report(
                ForeignId.parse(new PartyId("DE*XXX"), ForeignId.Kind.SESSION, "S1"),
                EMSP,
                Messages.TOKEN,
                org.roaminghub.vocabulary.TokenKind.RFID,
                null,
                org.roaminghub.vocabulary.AuthMethod.WHITELIST,
                Messages.PLACE,
                ACTIVE,
                START,
                null,
                wh(0),
                null,
                "EUR",
                null,
                List.of(),
                START);
        assertThat(refusal(hub.sessions().report(cpo(EMSP), foreign, original("put"))))
                .isEqualTo(Refusal.NOT_YOURS);
    }

    @Test
    void refusesASessionWithoutAnAgreementOrAnEmsp() {
        hub.withoutAgreement(OTHER_EMSP);
        Report report = report("S1", ACTIVE, START, 0);
        assertThat(refusal(hub.sessions().report(cpo(OTHER_EMSP), report, original("put"))))
                .isEqualTo(Refusal.NO_AGREEMENT);
        assertThat(refusal(hub.sessions().report(cpo(new PartyId("AT*NIX")), report, original("put"))))
                .isEqualTo(Refusal.UNKNOWN_PARTY);
        assertThat(hub.allEvents()).isEmpty();
    }

    @Test
    void letsARunningSessionGoOnAfterTheAgreement() {
        put(report("S1", ACTIVE, START, 0));
        hub.withoutAgreement(EMSP);
        assertThat(put(report("S1", COMPLETED, START.plusSeconds(60), 100)).created())
                .isFalse();
        assertThat(live("S1").object().status()).isEqualTo(COMPLETED);
    }

    @Test
    void refusesAReportToAnotherEmspThanTheSessions() {
        put(report("S1", ACTIVE, START, 0));
        assertThat(refusal(hub.sessions().report(cpo(OTHER_EMSP), report("S1", ACTIVE, START, 1), original("put"))))
                .isEqualTo(Refusal.CONFLICT);
        assertThat(refusal(hub.sessions().amend(cpo(OTHER_EMSP), change("S1", null, START, 1L), original("patch"))))
                .isEqualTo(Refusal.CONFLICT);
        assertThat(hub.partner().arrived(OTHER_EMSP)).isEmpty();
    }

    @Test
    void findsTheEmspByTheTokensIssuerWhereTheHubIsAddressed() {
        assertThat(hub.sessions().report(cpo(HUB), report("S1", ACTIVE, START, 0), original("put")))
                .isInstanceOf(Receipt.Taken.class);
        assertThat(hub.partner().arrived(EMSP)).hasSize(1);
    }

    @Test
    void opensTheSessionThatAGrantReservedAndOnlyOne() {
        SessionId reserved = new SessionId(new UUID(77, 1));
        AuthorizationId authorization = new AuthorizationId(new UUID(77, 2));
        hub.grant(new Grant(
                authorization.value(), authorization, reserved, EMSP, new AgreementId(new UUID(77, 3)), false));
        assertThat(put(report("S1", ACTIVE, START, 0)).hubId()).isEqualTo(reserved.toString());
        assertThat(live("S1").object().authorization()).isEqualTo(authorization);
        assertThat(put(report("S2", ACTIVE, START, 0)).hubId()).isNotEqualTo(reserved.toString());
    }

    @Test
    void isOneSessionHoweverManyReportItAtOnce() {
        List<Receipt> receipts = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> hub.sessions()
                        .report(cpo(EMSP), report("S1", ACTIVE, START.plusSeconds(i), i), original("put" + i)))
                .toList();
        assertThat(receipts)
                .extracting(r -> ((Receipt.Taken) r).hubId())
                .containsOnly(((Receipt.Taken) receipts.getFirst()).hubId());
        assertThat(receipts).filteredOn(r -> ((Receipt.Taken) r).created()).hasSize(1);
        assertThat(live("S1").object().energyWh()).isEqualTo(wh(15));
    }

    @Test
    void storesNothingPersonalInClear() {
        put(report("S1", ACTIVE, START, 0));
        String dump = hub.jdbc()
                .sql("select string_agg(l::text, ' ') from hub.session_live l")
                .query(String.class)
                .single();
        assertThat(dump).contains("S1").doesNotContain("04A1B2C3");
    }

    @Test
    void listsForBothSidesInOrderOfCreation() {
        for (int i = 0; i < 5; i++) {
            put(report("S" + i, ACTIVE, START.plusSeconds(i), i));
        }
        put(report("S0", ACTIVE, START.plusSeconds(9), 9));
        var page = hub.sessions()
                .list(Roaming.emsp(), CPO, new Listing.Query(START.plusSeconds(1), START.plusSeconds(9), 1, 2));
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.items()).extracting(Listing.Listed::fid).containsExactly("S2", "S3");
        var all = hub.sessions().list(cpo(HUB), null, new Listing.Query(null, null, 0, 100));
        assertThat(all.items()).extracting(Listing.Listed::fid).containsExactly("S0", "S1", "S2", "S3", "S4");
        Caller stranger = new Caller(FakePartner.platformOf(OTHER_EMSP), OTHER_EMSP, Role.EMSP, HUB, "r", "c");
        assertThat(hub.sessions()
                        .list(stranger, null, new Listing.Query(null, null, 0, 100))
                        .total())
                .isZero();
    }

    @Test
    void tellsInItsEventsWhatTheLiveRowHolds() {
        String id = put(report("S1", ACTIVE, START, 0, period(START, 0))).hubId();
        patch(change("S1", null, START.plusSeconds(60), 100L, period(START.plusSeconds(60), 1)), "p1");
        patch(change("S1", null, START.plusSeconds(120), 200L, period(START.plusSeconds(120), 2)), "p2");
        put(report("S1", COMPLETED, START.plusSeconds(180), 300, period(START, 0), period(START.plusSeconds(150), 3)));
        Session row = live("S1").object();
        SessionFold fold = SessionFold.of(hub.events("session", id));
        assertThat(fold.status()).isEqualTo(row.status());
        assertThat(fold.energyWh()).isEqualTo(row.energyWh());
        assertThat(fold.periods()).containsAll(row.periods());
    }

    @Test
    void keepsTheAnswerOfAPartnerThatRefuses() {
        hub.partner().mood(EMSP, Mood.REFUSING);
        Receipt.Taken taken = put(report("S1", ACTIVE, START, 0));
        assertThat(taken.answer()).isNotNull();
        assertThat(hub.deliveries().counts().parked()).isEqualTo(1);
        hub.partner().mood(EMSP, Mood.UP);
        put(report("S1", ACTIVE, START.plusSeconds(1), 1));
        assertThat(hub.partner().arrived(EMSP)).extracting(Arrived::partial).containsExactly(false);
        eventually("the newer took its place", () -> hub.deliveries().counts().parked() == 0);
    }

    @Test
    void tellsOnceOfASilentSessionAndOfOneWithoutCdr() {
        HandClock clock = new HandClock(START);
        try (Roaming later = Roaming.fresh(clock)) {
            later.sessions().report(cpo(EMSP), report("S1", ACTIVE, START, 1), original("open"));
            later.sessions().report(cpo(EMSP), report("S2", COMPLETED, START.plusSeconds(60), 1), original("ended"));
            later.sessions().report(cpo(EMSP), report("S3", INVALID, START.plusSeconds(60), 0), original("none"));
            later.sessions().report(cpo(EMSP), report("S4", COMPLETED, START.plusSeconds(60), 1), original("billed"));
            later.cdrs().submit(cpo(EMSP), Messages.cdr("C4", "S4", Roaming.euros("1")), original("cdr"));
            clock.forward(Duration.ofHours(24));
            assertThat(later.sessions().flagOdd()).isZero();
            clock.forward(Duration.ofSeconds(1));
            assertThat(later.sessions().flagOdd()).isEqualTo(1);
            assertThat(flags(later)).containsExactly("S1 SILENT");
            clock.forward(Duration.ofDays(7));
            assertThat(later.sessions().flagOdd()).isEqualTo(1);
            assertThat(later.sessions().flagOdd()).isZero();
            assertThat(flags(later)).containsExactlyInAnyOrder("S1 SILENT", "S2 NO_CDR");
            Receipt ended = later.sessions()
                    .report(cpo(EMSP), report("S1", COMPLETED, START.plusSeconds(90), 2), original("at last"));
            assertThat(ended).isInstanceOf(Receipt.Taken.class);
            assertThat(later.sessions().flagOdd()).isEqualTo(1);
            assertThat(later.events("session", ((Receipt.Taken) ended).hubId()))
                    .hasExactlyElementsOfTypes(
                            SessionOpened.class, SessionFlagged.class, SessionCompleted.class, SessionFlagged.class);
        }
    }

    private static List<String> flags(Roaming hub) {
        return hub.allEvents().stream()
                .filter(SessionFlagged.class::isInstance)
                .map(SessionFlagged.class::cast)
                .map(flagged ->
                        hub.sessions().list(cpo(HUB), null, new Listing.Query(null, null, 0, 10)).items().stream()
                                .filter(listed -> listed.object().session().equals(flagged.session()))
                                .map(listed -> listed.fid() + " " + flagged.flag())
                                .findFirst()
                                .orElseThrow())
                .toList();
    }
}
