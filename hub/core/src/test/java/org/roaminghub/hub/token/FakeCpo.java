package org.roaminghub.hub.token;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.TokenProfile;

/** CPOs behind a protocol of lines {@code name=value}: they keep what they get and answer as told. */
final class FakeCpo implements Connector, CpoLink {

    final List<Got> got = new CopyOnWriteArrayList<>();
    Runnable meanwhile = () -> {};
    DeliveryReply answer = new DeliveryReply.Delivered(null, List.of(), answer("thanks"));

    record Got(Leg leg, TokenProfile token, Original original, boolean partial) {}

    static PartnerAnswer answer(String text) {
        return new PartnerAnswer(lines(text), Map.of("http_status", "200"));
    }

    static Original lines(String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new Original(Protocol.OCPI, "2.2.1", "text/plain", bytes);
    }

    static Map<String, String> read(Original original) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : new String(original.bytes(), StandardCharsets.UTF_8).split("\n")) {
            values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return values;
    }

    @Override
    public DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial) {
        got.add(new Got(leg, token, original, partial));
        meanwhile.run();
        return answer;
    }

    void isSilent() {
        answer = new DeliveryReply.Undelivered(Refusal.PARTY_SILENT, "no answer within the deadline", null);
    }

    @Override
    public Original merged(Original before, Original change) {
        Map<String, String> values = read(before);
        values.putAll(read(change));
        return lines(values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toArray(String[]::new));
    }

    @Override
    public Protocol protocol() {
        return Protocol.OCPI;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.TOKEN_PUSH);
    }

    @Override
    public CommandReply sendCommand(Leg leg, RemoteId remote, RemoteCommands.Order order, @Nullable Original original) {
        throw new UnsupportedOperationException("nobody commands here");
    }

    @Override
    public CpoLink cpos() {
        return this;
    }

    @Override
    public EmspLink emsps() {
        throw new UnsupportedOperationException("nobody asks eMSPs about tokens");
    }

    @Override
    public Handshake handshake() {
        throw new UnsupportedOperationException("nobody registers here");
    }
}
