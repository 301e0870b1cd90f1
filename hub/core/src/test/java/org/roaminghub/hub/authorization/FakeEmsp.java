package org.roaminghub.hub.authorization;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;

/** eMSPs that answer as told. */
final class FakeEmsp implements Connector, EmspLink {

    static final AuthorizationReply SILENCE = new AuthorizationReply.NoAnswer(Refusal.PARTY_SILENT, "no answer", null);

    final List<PartyId> asked = new CopyOnWriteArrayList<>();
    volatile Function<PartyId, AuthorizationReply> answer = emsp -> SILENCE;

    static AuthorizationReply yes() {
        return new AuthorizationReply.Allowed(null, null, null, null, null, null, said("yes"));
    }

    static AuthorizationReply no(Refusal refusal) {
        return new AuthorizationReply.Denied(refusal, null, said("no"));
    }

    static PartnerAnswer said(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return new PartnerAnswer(new Original(Protocol.OCPI, "2.2.1", "text/plain", bytes), Map.of());
    }

    @Override
    public AuthorizationReply authorize(Leg leg, Question question) {
        asked.add(leg.to());
        return answer.apply(leg.to());
    }

    @Override
    public DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial) {
        throw new UnsupportedOperationException("no sessions here");
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
        throw new UnsupportedOperationException("no CDRs here");
    }

    @Override
    public Protocol protocol() {
        return Protocol.OCPI;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
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
    public EmspLink emsps() {
        return this;
    }

    @Override
    public CpoLink cpos() {
        throw new UnsupportedOperationException("nothing goes to CPOs here");
    }

    @Override
    public Handshake handshake() {
        throw new UnsupportedOperationException("nobody registers here");
    }

    @Override
    public Original merged(Original before, Original change) {
        return change;
    }
}
