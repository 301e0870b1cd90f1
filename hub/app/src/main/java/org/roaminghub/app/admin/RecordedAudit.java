package org.roaminghub.app.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.Event;
import org.roaminghub.events.audit.AuditQueried;
import org.roaminghub.events.audit.AuditReplayed;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;

/**
 * Writes the audit log into the event store. Looks are recorded once per user, query shape and hour: the first one of an hour
 * is recorded before it is answered, with the number of looks since the one recorded before.
 */
final class RecordedAudit implements AuditLog {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MAX_SHAPES = 10_000;
    private static final int HASH_BYTES = 16;

    private final Commands commands;
    private final Recorder recorder;
    private final Clock clock;
    private final Ids ids;
    private final Map<Shape, Looks> shapes = new ConcurrentHashMap<>();

    RecordedAudit(Commands commands, Recorder recorder, Clock clock, Ids ids) {
        this.commands = commands;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
        commands.handledBy(this);
    }

    private record Shape(String user, String query) {}

    /** Looks since the recorded one, and the hour that one stands for. */
    private record Looks(long hour, long since) {}

    /** {@code once}: nothing when the stream exists. */
    record RecordAudit(StreamName stream, Event event, Causes causes, boolean once) implements Command<Boolean> {}

    @Override
    public void queried(AdminUser user, String call, Set<String> parameters) {
        String query = hash(call + "?" + String.join("&", new TreeSet<>(parameters)));
        long hour = clock.now().toEpochMilli() / HOUR.toMillis();
        Shape shape = new Shape(user.id(), query);
        if (shapes.size() >= MAX_SHAPES) {
            shapes.values().removeIf(looks -> looks.hour < hour);
        }
        Looks before = shapes.computeIfPresent(
                shape, (key, looks) -> looks.hour == hour ? new Looks(hour, looks.since + 1) : looks);
        if (before != null && before.hour == hour) {
            return;
        }
        long count = before == null ? 1 : before.since + 1;
        StreamName stream = new StreamName("audit", streamKey(user.id() + "|" + query + "|" + hour));
        commands.send(new RecordAudit(
                stream, new AuditQueried(user.id(), query, call, user.scopeText(), count), causes(user), true));
        shapes.put(shape, new Looks(hour, 0));
    }

    @Override
    public void replayed(AdminUser user, String projection) {
        commands.send(new RecordAudit(
                StreamName.of("audit", ids.next()), new AuditReplayed(user.id(), projection), causes(user), false));
    }

    @CommandHandler
    boolean handle(RecordAudit command) {
        Instant now = clock.now();
        if (command.once && !recorder.read(command.stream).isEmpty()) {
            return false;
        }
        recorder.record(new Fact(command.stream, 0, command.event, now, command.causes));
        return true;
    }

    private Causes causes(AdminUser user) {
        return Causes.of(user.actor(), ids.next());
    }

    private static String streamKey(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
