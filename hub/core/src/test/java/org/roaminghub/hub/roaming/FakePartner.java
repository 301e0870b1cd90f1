package org.roaminghub.hub.roaming;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenProfile;

/** A connector whose partners live in this process: each is up, away, silent, failing or refusing, as the test says. */
public final class FakePartner implements Connector, EmspLink, CpoLink, Handshake {

    /** How a partner behaves. */
    public enum Mood {
        UP,
        AWAY,
        FAILING,
        REFUSING,
        STUCK
    }

    /** The hub was killed while it sent: the process ends here, nothing after it is done. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** When the next call kills the hub. */
    public enum Kill {
        BEFORE_IT_ARRIVED,
        BEFORE_THE_ANSWER
    }

    /** What arrived at a party. */
    public record Arrived(
            PartyId to, PartyId from, String id, Original original, boolean partial, String correlationId) {}

    private final Map<PartyId, Mood> moods = new ConcurrentHashMap<>();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicReference<@Nullable Kill> kill = new AtomicReference<>();
    private volatile CountDownLatch stuck = new CountDownLatch(1);
    private volatile Runnable whileProbed = () -> {};

    public void mood(PartyId party, Mood mood) {
        moods.put(party, mood);
    }

    public void killOnNextCall(@Nullable Kill when) {
        kill.set(when);
    }

    /** Lets every stuck call go on and fail. */
    public void unstick() {
        stuck.countDown();
        stuck = new CountDownLatch(1);
    }

    public List<Arrived> arrived(PartyId party) {
        return arrived.stream().filter(a -> a.to().equals(party)).toList();
    }

    public int calls() {
        return calls.get();
    }

    public int probes() {
        return probes.get();
    }

    /** What happens while the hub asks whether somebody is there. */
    public void whileProbed(Runnable meanwhile) {
        whileProbed = meanwhile;
    }

    public int mostInFlight() {
        return mostInFlight.get();
    }

    private DeliveryReply deliver(Leg leg, String id, Original original, boolean partial) {
        // Before it is counted: who waits for the call may change the mood as soon as there is one.
        Mood mood = moods.getOrDefault(leg.to(), Mood.UP);
        calls.incrementAndGet();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        Kill now = kill.getAndSet(null);
        try {
            if (now == Kill.BEFORE_IT_ARRIVED) {
                throw new Killed();
            }
            return answer(mood, () -> {
                arrived.add(new Arrived(leg.to(), leg.from(), id, original, partial, leg.correlationId()));
                if (now == Kill.BEFORE_THE_ANSWER) {
                    throw new Killed();
                }
                return new DeliveryReply.Delivered("at:" + leg.to() + "/" + id, List.of(), said("ok"));
            });
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private DeliveryReply answer(Mood mood, Supplier<DeliveryReply> up) {
        return switch (mood) {
            case UP -> up.get();
            case AWAY -> new DeliveryReply.Undelivered(Refusal.PARTY_OFFLINE, "nobody there", null);
            case FAILING -> new DeliveryReply.Undelivered(Refusal.PARTY_FAILED, "it broke", said("broken"));
            case REFUSING -> new DeliveryReply.Rejected(Refusal.REJECTED, "it says no", said("no"));
            case STUCK -> {
                try {
                    boolean freed = stuck.await(2, TimeUnit.MINUTES);
                    yield new DeliveryReply.Undelivered(Refusal.PARTY_SILENT, "silent, freed: " + freed, null);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    yield new DeliveryReply.Undelivered(Refusal.PARTY_SILENT, "silent", null);
                }
            }
        };
    }

    private static PartnerAnswer said(String word) {
        return new PartnerAnswer(Roaming.original(word), Map.of("said", word));
    }

    @Override
    public AuthorizationReply authorize(Leg leg, Question question) {
        throw new UnsupportedOperationException("no authorisations here");
    }

    @Override
    public DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial) {
        return deliver(leg, fid.value(), original, partial);
    }

    @Override
    public DeliveryReply deliverLocation(
            Leg leg, LocationTarget target, @Nullable Original asItCame, boolean partial, @Nullable LocationNews news) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeliveryReply deliverTariff(Leg leg, Tariff tariff, @Nullable Original original) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeliveryReply withdrawTariff(Leg leg, PartyId owner, String fid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeliveryReply deliverCdr(Leg leg, ChargeDetailRecord cdr, @Nullable Original original) {
        return deliver(leg, cdr.fid(), original == null ? Roaming.original("") : original, false);
    }

    @Override
    public DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial) {
        return deliver(leg, token.token().toString(), original, partial);
    }

    @Override
    public Protocol protocol() {
        return Protocol.OCPI;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public DeliveryReply deliverActiveProfile(
            Leg leg, String session, RemoteCommands.ActiveProfile active, Original original) {
        throw new UnsupportedOperationException("nobody steers here");
    }

    @Override
    public DeliveryReply deliverCommandResult(Leg leg, CommandResult result) {
        throw new UnsupportedOperationException("nobody commands here");
    }

    @Override
    public CommandReply sendCommand(Leg leg, RemoteId remote, RemoteCommands.Order order, @Nullable Original original) {
        throw new UnsupportedOperationException("nobody commands here");
    }

    @Override
    public EmspLink emsps() {
        return this;
    }

    @Override
    public CpoLink cpos() {
        return this;
    }

    @Override
    public Handshake handshake() {
        return this;
    }

    /** Shows what was merged into what. */
    @Override
    public Original merged(Original before, Original change) {
        return Roaming.original(text(before) + "+" + text(change));
    }

    public static String text(Original original) {
        return new String(original.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Result start(KnownPlatform platform, String url, String credential) {
        return new Result.Registered("2.2.1");
    }

    @Override
    public boolean probe(KnownPlatform platform) {
        probes.incrementAndGet();
        whileProbed.run();
        return platform.parties().stream().allMatch(party -> moods.getOrDefault(party.party(), Mood.UP) == Mood.UP);
    }

    /** Only here so that a test may name the platform of a party. */
    public static PlatformId platformOf(PartyId party) {
        return new PlatformId(new java.util.UUID(1, party.value().hashCode()));
    }
}
