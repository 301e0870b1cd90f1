package org.roaminghub.connector.ocpp.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.mapping.TokenLists;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.outbound.StationLink.Reply;
import org.roaminghub.spi.outbound.StationLists;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Local authorisation lists: GetLocalListVersion, SendLocalList, and what a station says of its limits. */
public final class ListsOverOcpp implements StationLists {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNSUPPORTED = -1;

    private final Calls calls;

    public ListsOverOcpp(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Look look(String identity) {
        Version version = calls.versionOf(identity).orElse(null);
        if (version == null) {
            return new Look.Unheard();
        }
        return switch (calls.call(identity, "GetLocalListVersion", Json.write(Json.object()), PATIENCE)) {
            case Reply.Answered answered -> {
                int has = TokenLists.version(version, body(answered));
                yield has <= UNSUPPORTED ? new Look.Unsupported() : has(identity, version, has);
            }
            case Reply.Failed(String code, String why) -> isUnknown(code) ? new Look.Unsupported() : new Look.Unheard();
            case Reply.NotSayable no -> new Look.Unsupported();
            case Reply.Silent silent -> new Look.Unheard();
            case Reply.Unreachable gone -> new Look.Unheard();
        };
    }

    /** A station that doesn't tell its limits gets small messages. */
    private Look has(String identity, Version version, int number) {
        Reply reply = calls.call(
                identity, TokenLists.limitsAction(version), Json.write(TokenLists.askLimits(version)), PATIENCE);
        Map<String, Integer> limits =
                reply instanceof Reply.Answered answered ? TokenLists.limits(version, body(answered)) : Map.of();
        return new Look.Has(
                number, limits.get(TokenLists.MOST), limits.get(TokenLists.AT_ONCE), TokenLists.longest(version));
    }

    @Override
    public Sent send(String identity, int number, boolean whole, List<Entry> entries) {
        Optional<Version> version = calls.versionOf(identity);
        if (version.isEmpty()) {
            return Sent.UNHEARD;
        }
        Reply reply = calls.call(
                identity,
                "SendLocalList",
                Json.write(TokenLists.send(version.get(), number, whole, entries)),
                PATIENCE);
        return switch (reply) {
            case Reply.Answered(String status, var payload) -> sent(status);
            case Reply.Failed(String code, String why) -> isUnknown(code) ? Sent.NOT_SUPPORTED : Sent.FAILED;
            case Reply.NotSayable no -> Sent.NOT_SUPPORTED;
            case Reply.Silent silent -> Sent.UNHEARD;
            case Reply.Unreachable gone -> Sent.UNHEARD;
        };
    }

    private static Sent sent(@Nullable String status) {
        return switch (status) {
            case "Accepted" -> Sent.ACCEPTED;
            case "NotSupported" -> Sent.NOT_SUPPORTED;
            case "VersionMismatch" -> Sent.VERSION_MISMATCH;
            case null, default -> Sent.FAILED;
        };
    }

    private static boolean isUnknown(String code) {
        return code.equals("NotImplemented") || code.equals("NotSupported");
    }

    private static JsonNode body(Reply.Answered answered) {
        return Json.read(answered.payload().bytes()) instanceof ObjectNode object ? object : Json.object();
    }
}
