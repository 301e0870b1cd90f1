package org.roaminghub.hub.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink.CommandResult;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** Takes results to the eMSP that gave the command. A shipment's revision is the place of the event that tells of the result. */
final class ResultCarrier implements Deliveries.Carrier {

    private static final String RESERVATION = "reservation";

    private final Recorder recorder;
    private final Privacy privacy;
    private final Function<RemoteId, Optional<String>> replyTo;
    private final Supplier<Map<Protocol, Connector>> connectors;

    /** {@code replyTo} is empty where the command is forgotten, or the person erased. */
    ResultCarrier(
            Recorder recorder,
            Privacy privacy,
            Function<RemoteId, Optional<String>> replyTo,
            Supplier<Map<Protocol, Connector>> connectors) {
        this.connectors = connectors;
        this.recorder = recorder;
        this.privacy = privacy;
        this.replyTo = replyTo;
    }

    @Override
    public DeliveryReply send(Deliveries.Shipment shipment, Leg leg, Connector connector) {
        StreamName stream = StreamName.parse(shipment.object());
        List<Recorder.Entry> entries = recorder.readEntries(stream);
        Recorder.Entry told = entries.get(shipment.revision());
        RemoteId remote = stream.type().equals(RESERVATION) ? reservedBy(entries) : RemoteId.parse(stream.key());
        Optional<String> address = replyTo.apply(remote);
        if (address.isEmpty()) {
            return new DeliveryReply.NotExpressible("nobody knows any more where the result goes", List.of());
        }
        RemoteKind kind = kindOf(entries);
        Original original = original(told);
        return connector
                .emsps()
                .deliverCommandResult(
                        leg,
                        new CommandResult(
                                remote,
                                kind,
                                address.get(),
                                outcomeOf(told),
                                told.event() instanceof RemoteAnsweredLate,
                                original,
                                kind == RemoteKind.GET_PROFILE && original != null ? active(original) : null));
    }

    /** What a CPO said in another protocol, by the connector that speaks it. */
    private @Nullable ActiveProfile active(Original original) {
        Connector speaks = connectors.get().get(original.protocol());
        return speaks == null ? null : speaks.activeProfile(original).orElse(null);
    }

    private static RemoteId reservedBy(List<Recorder.Entry> entries) {
        return entries.reversed().stream()
                .flatMap(e -> e.event() instanceof ReservationConfirmed c
                        ? java.util.stream.Stream.of(c.remote())
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    private static RemoteKind kindOf(List<Recorder.Entry> entries) {
        return entries.getFirst().event() instanceof RemoteRequested r ? r.kind() : RemoteKind.RESERVE;
    }

    private static RemoteOutcome outcomeOf(Recorder.Entry told) {
        return switch (told.event()) {
            case RemoteCompleted done -> done.outcome();
            case RemoteAnsweredLate late -> late.outcome();
            case ReservationEnded ended -> RemoteOutcome.CANCELED_BY_CPO;
            default ->
                throw new IllegalStateException("no result: " + told.event().getClass());
        };
    }

    private @Nullable Original original(Recorder.Entry told) {
        return told.original() == null
                ? null
                : privacy.findOriginal(told.original()).orElse(null);
    }
}
