package org.roaminghub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.spi.outbound.EmspLink.Question;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenKind;

/**
 * What the hub expects of every connector towards partners. A connector's test extends this and says how its partners talk;
 * a capability it lacks stands in {@link #lacks} with the reason.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class ConnectorContract {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    /** How much later than its deadline a call may end on a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private ScriptedPeer peer;
    private Connector connector;

    /** How a partner of this protocol talks. */
    public interface PartnerSide {
        /** A connected platform of CPO and eMSP, whose endpoints are the peer's. */
        KnownPlatform connected(String url);

        /** A platform that has not yet registered. */
        KnownPlatform planned();

        /** Lets the peer take part in a handshake started by the hub; gives the address and credential for it. */
        HandshakeStart willRegister(ScriptedPeer peer);

        ScriptedPeer.Answer allows(String reference);

        ScriptedPeer.Answer blocks();

        ScriptedPeer.Answer knowsNoSuchToken();

        ScriptedPeer.Answer takes();

        ScriptedPeer.Answer refuses();

        Original token();

        Original tokenChange();

        Original session();

        Original sessionChange();

        Original cdr();

        Original credit();
    }

    /** What a partner hands over out of band. */
    public record HandshakeStart(String url, String credential) {}

    protected abstract Connector newConnector();

    protected abstract PartnerSide partner();

    /** Capabilities that the connector has not, each with its reason. */
    protected Map<Capability, String> lacks() {
        return Map.of();
    }

    @BeforeEach
    void open() {
        peer = new ScriptedPeer();
        connector = newConnector();
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        if (connector instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private void needs(Capability capability) {
        assumeTrue(!lacks().containsKey(capability), () -> capability + ": " + lacks().get(capability));
    }

    private Leg toEmsp(Duration deadline) {
        return new Leg(partner().connected(peer.url()), Samples.CPO, Samples.EMSP, "correlation-1", deadline);
    }

    private Leg toCpo() {
        return new Leg(partner().connected(peer.url()), Samples.EMSP, Samples.CPO, "correlation-1", DEADLINE);
    }

    private AuthorizationReply ask(Duration deadline) {
        return connector
                .emsps()
                .authorize(toEmsp(deadline), new Question(Samples.seen(), TokenKind.RFID, Samples.place(), null));
    }

    @Test
    void namesItsCapabilities() {
        Set<Capability> expected = EnumSet.allOf(Capability.class);
        expected.removeAll(lacks().keySet());
        assertThat(connector.capabilities()).isEqualTo(expected);
    }

    @Test
    void tellsThatTheIssuerAllows() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        peer.always(partner().allows("REF-77"));
        var reply = ask(DEADLINE);
        assertThat(reply).isInstanceOf(AuthorizationReply.Allowed.class);
        var allowed = (AuthorizationReply.Allowed) reply;
        assertThat(allowed.reference())
                .isNotNull()
                .satisfies(r -> assertThat(r.value()).isEqualTo("REF-77"));
        assertThat(allowed.contract()).isNotNull();
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void passesTheIssuersAnswerThroughUntouched() {
        needs(Capability.PASS_ANSWER_THROUGH);
        var said = (ScriptedPeer.Answer.Plain) partner().allows("REF-77");
        peer.always(said);
        var allowed = (AuthorizationReply.Allowed) ask(DEADLINE);
        assertThat(allowed.answer().body().bytes()).isEqualTo(said.body());
    }

    @Test
    void tellsWhyTheIssuerRefuses() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        peer.always(partner().blocks());
        assertThat(ask(DEADLINE))
                .isInstanceOfSatisfying(
                        AuthorizationReply.Denied.class,
                        d -> assertThat(d.refusal()).isEqualTo(Refusal.TOKEN_BLOCKED));
        peer.always(partner().knowsNoSuchToken());
        assertThat(ask(DEADLINE))
                .isInstanceOfSatisfying(
                        AuthorizationReply.Denied.class,
                        d -> assertThat(d.refusal()).isEqualTo(Refusal.UNKNOWN_TOKEN));
    }

    @Test
    void endsACallOfASilentIssuerByItsDeadline() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        peer.always(new ScriptedPeer.Answer.Silence());
        endsInTime(Refusal.PARTY_SILENT);
    }

    @Test
    void endsACallOfADrippingIssuerByItsDeadline() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        peer.always(new ScriptedPeer.Answer.Drip(100_000));
        endsInTime(Refusal.PARTY_SILENT);
    }

    private void endsInTime(Refusal expected) {
        long start = System.nanoTime();
        var reply = ask(SHORT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plus(GRACE));
        assertNoAnswer(reply, expected);
    }

    private static void assertNoAnswer(AuthorizationReply reply, Refusal expected) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        AuthorizationReply.NoAnswer.class,
                        n -> assertThat(n.refusal()).isEqualTo(expected));
    }

    @Test
    void tellsAnAbsentIssuerFromABrokenOne() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        peer.always(ScriptedPeer.Answer.json(500, "{}"));
        assertNoAnswer(ask(DEADLINE), Refusal.PARTY_FAILED);
        peer.always(ScriptedPeer.Answer.json(200, "<html>maintenance</html>"));
        assertNoAnswer(ask(DEADLINE), Refusal.PARTY_FAILED);
        peer.always(new ScriptedPeer.Answer.HangUp());
        int before = peer.received().size();
        assertNoAnswer(ask(DEADLINE), Refusal.PARTY_FAILED);
        assertThat(peer.received()).as("a call is never repeated").hasSize(before + 1);
        peer.close();
        assertNoAnswer(ask(DEADLINE), Refusal.PARTY_OFFLINE);
    }

    @Test
    void asksNobodyWhoHasNotRegistered() {
        needs(Capability.AUTHORIZE_REAL_TIME);
        var leg = new Leg(partner().planned(), Samples.CPO, Samples.EMSP, "correlation-1", DEADLINE);
        assertNoAnswer(
                connector.emsps().authorize(leg, new Question(Samples.seen(), TokenKind.RFID, null, null)),
                Refusal.PARTY_OFFLINE);
    }

    @Test
    void aSilentPartnerDelaysNobodyElse() throws Exception {
        needs(Capability.AUTHORIZE_REAL_TIME);
        CountDownLatch several = new CountDownLatch(10);
        CountDownLatch speaks = new CountDownLatch(1);
        peer.when(r -> true, r -> {
            several.countDown();
            return new ScriptedPeer.Answer.Held(speaks, partner().blocks());
        });
        try (var quick = new ScriptedPeer();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            quick.always(partner().allows("REF-1"));
            List<Future<AuthorizationReply>> stuck = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                stuck.add(threads.submit((Callable<AuthorizationReply>) () -> ask(DEADLINE.multipliedBy(2))));
            }
            assertThat(several.await(20, TimeUnit.SECONDS))
                    .as("several are stuck")
                    .isTrue();
            var leg = new Leg(partner().connected(quick.url()), Samples.CPO, Samples.EMSP, "correlation-2", DEADLINE);
            assertThat(connector.emsps().authorize(leg, new Question(Samples.seen(), TokenKind.RFID, null, null)))
                    .isInstanceOf(AuthorizationReply.Allowed.class);
            speaks.countDown();
            for (var reply : stuck) {
                switch (reply.get(20, TimeUnit.SECONDS)) {
                    case AuthorizationReply.NoAnswer none ->
                        assertThat(none.refusal()).isEqualTo(Refusal.PARTY_SILENT);
                    case AuthorizationReply.Denied no ->
                        assertThat(no.refusal()).isEqualTo(Refusal.TOKEN_BLOCKED);
                    case AuthorizationReply.Allowed yes -> throw new AssertionError("who blocks allowed");
                }
            }
        }
    }

    @Test
    void deliversTokensAsTheyCame() {
        needs(Capability.TOKEN_PUSH);
        peer.always(partner().takes());
        deliversUntouched(
                connector
                        .cpos()
                        .deliverToken(toCpo(), Samples.token(), partner().token(), false),
                partner().token());
    }

    @Test
    void deliversSessionsAsTheyCame() {
        needs(Capability.SESSION_PUSH);
        peer.always(partner().takes());
        deliversUntouched(deliverSession(partner().session(), false), partner().session());
    }

    @Test
    void deliversPartialSessionsAsTheyCame() {
        needs(Capability.PARTIAL_SESSION_PUSH);
        peer.always(partner().takes());
        deliversUntouched(
                deliverSession(partner().sessionChange(), true), partner().sessionChange());
    }

    @Test
    void deliversCdrsAsTheyCame() {
        needs(Capability.CDR_PUSH);
        peer.always(partner().takes());
        deliversUntouched(
                connector
                        .emsps()
                        .deliverCdr(toEmsp(DEADLINE), Samples.cdr(), partner().cdr()),
                partner().cdr());
    }

    @Test
    void deliversCreditCdrsAsTheyCame() {
        needs(Capability.CREDIT_CDR);
        peer.always(partner().takes());
        deliversUntouched(
                connector
                        .emsps()
                        .deliverCdr(
                                toEmsp(DEADLINE), Samples.credit(), partner().credit()),
                partner().credit());
    }

    @Test
    void deliversACdrThatHasNoOriginal() {
        needs(Capability.CDR_PUSH);
        peer.always(partner().takes());
        assertThat(connector.emsps().deliverCdr(toEmsp(DEADLINE), Samples.cdr(), null))
                .isInstanceOf(DeliveryReply.Delivered.class);
        assertThat(peer.only().text()).contains("C-4711");
    }

    private DeliveryReply deliverSession(Original original, boolean partial) {
        var fid = ForeignId.parse(Samples.CPO, ForeignId.Kind.SESSION, "S-4711");
        return connector
                .emsps()
                .deliverSession(toEmsp(DEADLINE), fid, Samples.session(SessionStatus.ACTIVE), original, partial);
    }

    private void deliversUntouched(DeliveryReply reply, Original sent) {
        assertThat(reply).isInstanceOf(DeliveryReply.Delivered.class);
        assertThat(peer.only().body()).isEqualTo(sent.bytes());
    }

    @Test
    void tellsARejectionFromAFailure() {
        needs(Capability.CDR_PUSH);
        peer.always(partner().refuses());
        assertThat(connector
                        .emsps()
                        .deliverCdr(toEmsp(DEADLINE), Samples.cdr(), partner().cdr()))
                .isInstanceOf(DeliveryReply.Rejected.class);
        peer.always(ScriptedPeer.Answer.json(503, "{}"));
        assertThat(connector
                        .emsps()
                        .deliverCdr(toEmsp(DEADLINE), Samples.cdr(), partner().cdr()))
                .isInstanceOfSatisfying(
                        DeliveryReply.Undelivered.class,
                        u -> assertThat(u.refusal()).isEqualTo(Refusal.PARTY_FAILED));
        peer.close();
        // The first call may still meet the kept connection as it dies.
        connector.emsps().deliverCdr(toEmsp(DEADLINE), Samples.cdr(), partner().cdr());
        assertThat(connector
                        .emsps()
                        .deliverCdr(toEmsp(DEADLINE), Samples.cdr(), partner().cdr()))
                .isInstanceOfSatisfying(
                        DeliveryReply.Undelivered.class,
                        u -> assertThat(u.refusal()).isEqualTo(Refusal.PARTY_OFFLINE));
    }

    @Test
    void mergesWithoutTouchingItsInputs() {
        needs(Capability.PARTIAL_SESSION_PUSH);
        Original before = partner().session();
        Original change = partner().sessionChange();
        Original once = connector.merged(before, change);
        assertThat(connector.merged(before, change)).isEqualTo(once);
        assertThat(once).isNotEqualTo(before);
        assertThat(before).isEqualTo(partner().session());
        assertThat(once.version()).isEqualTo(before.version());
    }

    @Test
    void startsAHandshake() {
        needs(Capability.HUB_STARTS_HANDSHAKE);
        var start = partner().willRegister(peer);
        assertThat(connector.handshake().start(partner().planned(), start.url(), start.credential()))
                .isInstanceOf(Handshake.Result.Registered.class);
        peer.close();
        assertThat(connector.handshake().start(partner().planned(), start.url(), start.credential()))
                .isInstanceOf(Handshake.Result.NotRegistered.class);
    }

    @Test
    void probesWhetherAPartnerIsThere() {
        needs(Capability.HUB_STARTS_HANDSHAKE);
        partner().willRegister(peer);
        assertThat(connector.handshake().probe(partner().connected(peer.url()))).isTrue();
        peer.close();
        assertThat(connector.handshake().probe(partner().connected(peer.url()))).isFalse();
    }

    /** The hub's party, for connectors that need it. */
    protected static PartyId hub() {
        return Samples.HUB;
    }
}
