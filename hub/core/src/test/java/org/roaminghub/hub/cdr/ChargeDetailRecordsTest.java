package org.roaminghub.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.cdr;
import static org.roaminghub.hub.roaming.Messages.credit;
import static org.roaminghub.hub.roaming.Messages.report;
import static org.roaminghub.hub.roaming.Roaming.CPO;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.HUB;
import static org.roaminghub.hub.roaming.Roaming.OTHER_EMSP;
import static org.roaminghub.hub.roaming.Roaming.START;
import static org.roaminghub.hub.roaming.Roaming.cpo;
import static org.roaminghub.hub.roaming.Roaming.euros;
import static org.roaminghub.hub.roaming.Roaming.original;
import static org.roaminghub.vocabulary.SessionStatus.ACTIVE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.cdr.CdrRevised;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryDiscarded;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.roaming.FakePartner.Mood;
import org.roaminghub.hub.roaming.HandClock;
import org.roaminghub.hub.roaming.Messages;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.SessionMatch;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;

class ChargeDetailRecordsTest {

    private final HandClock clock = new HandClock(START.plus(Duration.ofHours(2)));
    private final Roaming hub = Roaming.fresh(
            clock,
            Roaming.quick(),
            (cdr, context) -> cdr.fid().startsWith("BAD")
                    ? List.of(new Finding("TIME_REVERSED", Finding.Severity.E, List.of(), ""))
                    : Roaming.creditRules(cdr, context));

    @AfterEach
    void end() {
        hub.close();
    }

    private Receipt submit(ChargeDetailRecord cdr) {
        return hub.cdrs().submit(cpo(EMSP), cdr, original("cdr " + cdr.fid()));
    }

    private static CdrId id(Receipt receipt) {
        return CdrId.parse(((Receipt.Taken) receipt).hubId());
    }

    private static Receipt.Refused refused(Receipt receipt) {
        return (Receipt.Refused) receipt;
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return hub.allEvents().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private ChargeDetailRecord stored(Receipt receipt) {
        return hub.cdrs().find(cpo(HUB), id(receipt)).orElseThrow().cdr().object();
    }

    @Test
    void takesACdrOnce() {
        Receipt first = submit(cdr("C1", null, euros("3.60")));
        Receipt otherCase = submit(cdr("c1", null, euros("3.600")));
        assertThat(((Receipt.Taken) first).created()).isTrue();
        assertThat(((Receipt.Taken) submit(cdr("C1", null, euros("3.600")))).created())
                .isFalse();
        assertThat(id(submit(cdr("C1", null, euros("3.60"))))).isEqualTo(id(first));
        assertThat(id(otherCase)).isEqualTo(id(first));
        assertThat(events(CdrAccepted.class)).hasSize(1);
        assertThat(hub.partner().arrived(EMSP)).hasSize(1);
    }

    @Test
    void takesACdrOnceHoweverManySendItAtOnce() {
        List<Receipt> receipts = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> submit(cdr("C1", null, euros("3.60"))))
                .toList();
        assertThat(receipts).filteredOn(r -> ((Receipt.Taken) r).created()).hasSize(1);
        assertThat(receipts).extracting(ChargeDetailRecordsTest::id).containsOnly(id(receipts.getFirst()));
        assertThat(hub.jdbc()
                        .sql("select count(*) from hub.cdr_index")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(hub.partner().arrived(EMSP)).hasSize(1);
    }

    @Test
    void refusesAndRecordsOtherContentUnderAKnownIdOnce() {
        Receipt first = submit(cdr("C1", null, euros("3.60")));
        for (int i = 0; i < 3; i++) {
            assertThat(refused(submit(cdr("C1", null, euros("9.99")))).refusal())
                    .isEqualTo(Refusal.CONFLICT);
        }
        assertThat(events(CdrRefused.class)).singleElement().satisfies(e -> {
            assertThat(e.conflictsWith()).isEqualTo(id(first));
            assertThat(e.record().totalCost()).isEqualTo(euros("9.99"));
            assertThat(e.record().cdr()).isNotEqualTo(id(first));
        });
        assertThat(hub.cdrs()
                        .list(cpo(HUB), null, new Listing.Query(null, null, 0, 10))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void revisesWhatItsReceiverRefusedAndDeliversThat() {
        hub.partner().mood(EMSP, Mood.REFUSING);
        Receipt first = submit(cdr("C1", null, euros("3.60")));
        assertThat(hub.deliveries().counts().parked()).isEqualTo(1);
        hub.partner().mood(EMSP, Mood.UP);
        Receipt corrected = hub.cdrs().submit(cpo(EMSP), cdr("C1", null, euros("3.50")), original("better"));
        assertThat(id(corrected)).isEqualTo(id(first));
        assertThat(events(CdrRevised.class)).singleElement().satisfies(e -> {
            assertThat(e.record().revision()).isEqualTo(2);
            assertThat(e.record().totalCost()).isEqualTo(euros("3.50"));
        });
        assertThat(hub.events("cdr", id(first).toString()))
                .hasExactlyElementsOfTypes(CdrAccepted.class, CdrRevised.class);
        assertThat(events(DeliveryDiscarded.class))
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).isEqualTo("REVISED"));
        assertThat(hub.deliveries().counts()).isEqualTo(new Deliveries.Counts(0, 0));
        assertThat(hub.partner().arrived(EMSP))
                .singleElement()
                .satisfies(a -> assertThat(a.original()).isEqualTo(original("better")));
        assertThat(events(DeliveryAcknowledged.class))
                .singleElement()
                .satisfies(e -> assertThat(e.revision()).isEqualTo(2));
        assertThat(stored(corrected).totalCost()).isEqualTo(euros("3.50"));
        assertThat(((Receipt.Taken) submit(cdr("C1", null, euros("3.50")))).created())
                .isFalse();
        assertThat(refused(submit(cdr("C1", null, euros("3.40")))).refusal()).isEqualTo(Refusal.CONFLICT);
    }

    @Test
    void revisesACreditWithoutCreditingTwice() {
        submit(cdr("C1", null, euros("3.60")));
        hub.partner().mood(EMSP, Mood.REFUSING);
        Receipt credit = submit(credit("C1-C", "C1", euros("-3.60")));
        hub.partner().mood(EMSP, Mood.UP);
        TokenSeen other = new TokenSeen(TokenUid.parse("04A777"), null, null);
        Receipt corrected = submit(cdr("C1-C", null, null, euros("-3.60"), "C1", START, EMSP, other));
        assertThat(id(corrected)).isEqualTo(id(credit));
        assertThat(events(CdrRevised.class)).hasSize(1);
        assertThat(events(CdrCredited.class)).hasSize(1);
    }

    @Test
    void creditsOnce() {
        Receipt first = submit(cdr("C1", null, euros("3.60")));
        assertThat(refused(submit(credit("X", "C9", euros("-3.60")))).why()).contains("CREDIT_ORIGINAL_UNKNOWN");
        Receipt credit = submit(credit("C1-C", "C1", euros("-3.60")));
        assertThat(events(CdrCredited.class)).containsExactly(new CdrCredited(id(first), id(credit), null));
        assertThat(stored(credit).creditOf()).isEqualTo(id(first));
        assertThat(hub.events("cdr", id(first).toString())).hasSize(2);
        assertThat(refused(submit(credit("C1-D", "C1", euros("-3.60")))).why()).contains("CREDIT_ALREADY_CREDITED");
        assertThat(refused(submit(credit("C1-E", "C1-C", euros("3.60")))).why()).contains("CREDIT_ORIGINAL_UNKNOWN");
        submit(cdr("C2", null, euros("3.60")));
        assertThat(refused(submit(credit("C2-C", "C2", euros("-3.61")))).why()).contains("CREDIT_AMOUNT_MISMATCH");
        assertThat(refused(submit(credit("C2-C", "C2", euros("3.60")))).why()).contains("CREDIT_AMOUNT_MISMATCH");
    }

    @Test
    void takesALateCreditForAPersonToJudge() {
        submit(cdr("C1", null, euros("3.60")));
        clock.forward(Duration.ofDays(91));
        assertThat(submit(credit("C1-C", "C1", euros("-3.60")))).isInstanceOf(Receipt.Taken.class);
    }

    @Test
    void billsNoSessionByACredit() {
        hub.sessions().report(cpo(EMSP), report("S1", ACTIVE, START, 1), original("s"));
        submit(cdr("C1", "S9", euros("3.60")));
        submit(credit("C1-C", "C1", euros("-3.60")));
        assertThat(events(SessionBilled.class)).isEmpty();
        submit(cdr("C2", "S1", euros("3.60")));
        Receipt credit = submit(credit("C2-C", "C2", euros("-3.60")));
        assertThat(events(SessionBilled.class)).hasSize(1);
        assertThat(stored(credit).session())
                .isEqualTo(events(SessionBilled.class).getFirst().session());
    }

    @Test
    void creditsOnceHoweverManyTryAtOnce() {
        submit(cdr("C1", null, euros("3.60")));
        List<Receipt> receipts = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> submit(credit("K" + i, "C1", euros("-3.60"))))
                .toList();
        assertThat(receipts).filteredOn(r -> r instanceof Receipt.Taken).hasSize(1);
        assertThat(events(CdrCredited.class)).hasSize(1);
    }

    @Test
    void acceptsACreditThatComesAgainAfterItsOriginal() {
        assertThat(refused(submit(credit("C1-C", "C1", euros("-3.60")))).refusal())
                .isEqualTo(Refusal.IMPLAUSIBLE);
        submit(cdr("C1", null, euros("3.60")));
        assertThat(submit(credit("C1-C", "C1", euros("-3.60")))).isInstanceOf(Receipt.Taken.class);
    }

    @Test
    void refusesWhatTheRulesFindImpossible() {
        assertThat(refused(submit(cdr("BAD1", null, euros("3.60"))))).satisfies(r -> {
            assertThat(r.refusal()).isEqualTo(Refusal.IMPLAUSIBLE);
            assertThat(r.why()).contains("TIME_REVERSED");
        });
        assertThat(events(CdrRefused.class)).hasSize(1);
    }

    @Test
    void judgesByTheAgreementAtTheSessionsStart() {
        hub.agreementEnds(START.plusSeconds(1));
        assertThat(submit(cdr("C1", null, euros("3.60")))).isInstanceOf(Receipt.Taken.class);
        assertThat(refused(submit(
                                cdr("C2", null, null, euros("3.60"), null, START.plusSeconds(1), EMSP, Messages.TOKEN)))
                        .refusal())
                .isEqualTo(Refusal.NO_AGREEMENT);
        clock.forward(Duration.ofDays(32));
        assertThat(refused(submit(cdr("C3", null, euros("3.60")))).refusal()).isEqualTo(Refusal.NO_AGREEMENT);
        assertThat(events(CdrRefused.class)).hasSize(2);
    }

    @Test
    void acceptsLaterWhatAnAgreementWasMissingFor() {
        hub.agreementEnds(START.minusSeconds(1));
        assertThat(refused(submit(cdr("C1", null, euros("3.60")))).refusal()).isEqualTo(Refusal.NO_AGREEMENT);
        assertThat(refused(submit(cdr("C1", null, euros("3.60")))).refusal()).isEqualTo(Refusal.NO_AGREEMENT);
        hub.agreementEnds(START.plusSeconds(1));
        assertThat(submit(cdr("C1", null, euros("3.60")))).isInstanceOf(Receipt.Taken.class);
        assertThat(events(CdrRefused.class)).hasSize(1);
    }

    @Test
    void refusesForAnUnknownPartyAndAForeignOwner() {
        Receipt unknown = hub.cdrs().submit(cpo(new PartyId("AT*NIX")), cdr("C1", null, euros("1")), original("c"));
        assertThat(refused(unknown).refusal()).isEqualTo(Refusal.UNKNOWN_PARTY);
        Receipt byEmsp = hub.cdrs().submit(Roaming.emsp(), cdr("C1", null, euros("1")), original("c"));
        assertThat(refused(byEmsp).refusal()).isEqualTo(Refusal.NOT_PERMITTED);
    }

    @Test
    void findsTheEmspByTheTokenWhereNobodyIsNamed() {
        TokenSeen known = new TokenSeen(TokenUid.parse("04A777"), null, null);
        Receipt taken = hub.cdrs()
                .submit(cpo(null), cdr("C1", null, null, euros("1"), null, START, null, known), original("c"));
        assertThat(stored(taken).emsp()).isEqualTo(EMSP);
        TokenSeen unknown = new TokenSeen(TokenUid.parse("FFFFFF"), null, null);
        Receipt lost = hub.cdrs()
                .submit(cpo(null), cdr("C2", null, null, euros("1"), null, START, null, unknown), original("c"));
        assertThat(refused(lost).refusal()).isEqualTo(Refusal.UNKNOWN_PARTY);
    }

    @Test
    void linksItsSessionByIdReferenceAndTime() {
        AuthorizationReference reference = AuthorizationReference.parse("REF-1");
        TokenSeen other = new TokenSeen(TokenUid.parse("04BBBB"), null, null);
        hub.sessions().report(cpo(EMSP), report("S1", ACTIVE, START, 1, null, other, reference), original("s"));
        hub.sessions().report(cpo(EMSP), report("S2", ACTIVE, START, 1), original("s"));
        assertThat(stored(submit(cdr("C1", "s1", euros("1")))).sessionMatch()).isEqualTo(SessionMatch.ID);
        assertThat(stored(submit(cdr(
                                "C2",
                                null,
                                AuthorizationReference.parse("ref-1"),
                                euros("1"),
                                null,
                                START,
                                EMSP,
                                other)))
                        .sessionMatch())
                .isEqualTo(SessionMatch.REFERENCE);
        Receipt byTime = submit(cdr("C3", null, null, euros("1"), null, START.plusSeconds(299), EMSP, Messages.TOKEN));
        assertThat(stored(byTime).sessionMatch()).isEqualTo(SessionMatch.TIME);
        Receipt none = submit(cdr("C4", null, null, euros("1"), null, START.plusSeconds(301), EMSP, Messages.TOKEN));
        assertThat(stored(none).sessionMatch()).isEqualTo(SessionMatch.NONE);
        assertThat(events(SessionBilled.class)).hasSize(2);
    }

    @Test
    void isNotLinkedByTimeToASessionOtherThanTheOneItNames() {
        hub.sessions()
                .report(
                        cpo(EMSP),
                        report("S1", ACTIVE, START, 1, null, Messages.TOKEN, AuthorizationReference.parse("REF-1")),
                        original("s"));
        assertThat(stored(submit(cdr("C1", "S2", euros("1")))).sessionMatch()).isEqualTo(SessionMatch.NONE);
        AuthorizationReference another = AuthorizationReference.parse("REF-2");
        assertThat(stored(submit(cdr("C2", null, another, euros("1"), null, START, EMSP, Messages.TOKEN)))
                        .sessionMatch())
                .isEqualTo(SessionMatch.NONE);
        assertThat(events(SessionBilled.class)).isEmpty();
    }

    @Test
    void endsAndBillsAnOpenSession() {
        Receipt.Taken session =
                (Receipt.Taken) hub.sessions().report(cpo(EMSP), report("S1", ACTIVE, START, 1), original("s"));
        submit(cdr("C1", "S1", euros("3.60")));
        assertThat(hub.events("session", session.hubId()))
                .hasExactlyElementsOfTypes(SessionOpened.class, SessionCompleted.class, SessionBilled.class);
    }

    @Test
    void isLinkedToASessionThatIsReportedLater() {
        Receipt taken = submit(cdr("C1", "S1", euros("3.60")));
        Receipt.Taken session =
                (Receipt.Taken) hub.sessions().report(cpo(EMSP), report("S1", ACTIVE, START, 1), original("s"));
        assertThat(hub.events("session", session.hubId()))
                .hasExactlyElementsOfTypes(SessionOpened.class, SessionCompleted.class, SessionBilled.class);
        SessionBilled billed =
                (SessionBilled) hub.events("session", session.hubId()).getLast();
        assertThat(billed.cdr()).isEqualTo(id(taken));
        assertThat(billed.match()).isEqualTo(SessionMatch.ID);
    }

    @Test
    void keepsWhatTheReceiverCallsIt() {
        Receipt taken = submit(cdr("C1", null, euros("3.60")));
        Cdrs.Stored stored = hub.cdrs().find(Roaming.emsp(), id(taken)).orElseThrow();
        assertThat(stored.receiverRef()).isEqualTo("at:NL*MSP/C1");
        assertThat(stored.cdr().original()).isEqualTo(original("cdr C1"));
        assertThat(hub.cdrs().find(cpo(HUB), id(taken))).isPresent();
    }

    @Test
    void showsACdrToItsTwoPartiesOnly() {
        Receipt taken = submit(cdr("C1", null, euros("3.60")));
        var stranger = new org.roaminghub.spi.Caller(
                org.roaminghub.hub.roaming.FakePartner.platformOf(OTHER_EMSP),
                OTHER_EMSP,
                org.roaminghub.vocabulary.Role.EMSP,
                HUB,
                "r",
                "c");
        assertThat(hub.cdrs().find(stranger, id(taken))).isEmpty();
        assertThat(hub.cdrs()
                        .list(stranger, null, new Listing.Query(null, null, 0, 10))
                        .total())
                .isZero();
        assertThat(hub.cdrs()
                        .list(Roaming.emsp(), CPO, new Listing.Query(null, null, 0, 10))
                        .items())
                .hasSize(1);
    }

    @Test
    void answersQuicklyWithNobodyThere() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        hub.partner().mood(EMSP, Mood.STUCK);
        for (int i = 0; i < 50; i++) {
            assertThat(((Receipt.Taken) submit(cdr("C" + i, null, euros("1")))).answer())
                    .isNull();
        }
        assertThat(hub.partner().calls()).isZero();
        assertThat(Instant.MIN).isBefore(clock.now());
    }

    @Test
    void storesNothingPersonalInClear() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        submit(cdr(
                "C1", null, AuthorizationReference.parse("SECRET-REF"), euros("1"), null, START, EMSP, Messages.TOKEN));
        String dump = hub.jdbc()
                .sql(
                        "select string_agg(c::text, ' ') || (select string_agg(d::text, ' ') from hub.delivery d) from hub.cdr_index c")
                .query(String.class)
                .single();
        assertThat(dump).contains("C1").doesNotContain("04A1B2C3").doesNotContain("SECRET-REF");
    }
}
