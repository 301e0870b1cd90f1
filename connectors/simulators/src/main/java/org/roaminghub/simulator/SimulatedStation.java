package org.roaminghub.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaminghub.simulator.StationSocket.NoAnswer;
import org.roaminghub.simulator.StationSocket.Reaction;
import org.roaminghub.simulator.StationWords.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A charging station that speaks OCPP 1.6, 2.0.1 or 2.1, or 1.5 or 1.6 by SOAP (1.5S, 1.6S): it boots, tells what its connectors do, beats, and does what the central
 * system wants. What it has to tell of transactions waits while the link is down, and is told with its own times then.
 */
public final class SimulatedStation implements AutoCloseable {

    private static final int BEAT_S = 60;
    private static final int RETRY_S = 2;
    private static final long FIRST_WH = 10_000;
    /** Between two readings; at full current. */
    private static final long STEP_WH = 1_000;

    private static final int FULL_A = 32;

    /** {@code base} is the hub's address for stations, as ws://localhost:8180/ocpp, or http://localhost:8080/ocpp/soap for SOAP. {@code chargeS}: how long a start lasts at most. */
    public record Settings(
            String base, String id, @Nullable String password, String version, int connectors, int chargeS) {
        boolean isBySoap() {
            return version.endsWith("S");
        }

        @Override
        public String toString() {
            return "Settings[" + id + ", " + version + "]";
        }
    }

    private record Reserved(int number, String uid) {}

    private final Settings settings;
    private final StationWords words;
    private final Consumer<String> story;
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();
    private final Map<Integer, Long> meters = new ConcurrentHashMap<>();
    private final Map<Integer, Long> begunAt = new ConcurrentHashMap<>();
    private final Map<Integer, Reserved> reserved = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> limitsA = new ConcurrentHashMap<>();
    private final StationQueue untold = new StationQueue(this::call, this::isUp);
    private volatile @Nullable Link link;
    private volatile boolean cutOff;
    private volatile boolean over;

    /** {@code story} is told what happens, a line at a time. */
    public SimulatedStation(Settings settings, Consumer<String> story) {
        this.settings = settings;
        this.words = new StationWords(settings.version.startsWith("1."));
        this.story = story;
    }

    /** Connects, boots and tells its state. Throws IllegalStateException when the hub doesn't accept it. */
    public SimulatedStation start() {
        try {
            connect();
            String status =
                    call("BootNotification", words.boot()).path("status").asString("");
            if (!status.equals("Accepted")) {
                throw new IllegalStateException("the hub answered the boot with " + status);
            }
            story.accept("booted");
            tellStates();
        } catch (NoAnswer e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        Thread.ofVirtual().start(this::keepUp);
        return this;
    }

    private void connect() {
        link = Link.connect(settings, this::asked, () -> story.accept("the link is gone"));
    }

    private JsonNode call(String action, JsonNode payload) {
        Link now = link;
        if (now == null) {
            throw new NoAnswer("not connected");
        }
        return now.call(action, payload);
    }

    /** Beats; and comes back, without a boot, whenever the link was lost. */
    private void keepUp() {
        int sinceBeat = 0;
        while (!over) {
            try {
                TimeUnit.SECONDS.sleep(RETRY_S);
                sinceBeat += RETRY_S;
                if (!isUp() && !cutOff) {
                    comeBack();
                } else if (sinceBeat >= BEAT_S && isUp()) {
                    sinceBeat = 0;
                    call("Heartbeat", Wire.object());
                }
            } catch (NoAnswer e) {
                story.accept(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void comeBack() {
        connect();
        story.accept("back, with %d messages to deliver".formatted(untold.size()));
        tellStates();
        untold.deliver();
    }

    private void tellStates() {
        for (int i = 1; i <= settings.connectors; i++) {
            call("StatusNotification", words.status(i, stateOf(i), Instant.now()));
        }
    }

    private String stateOf(int connector) {
        return running.containsKey(connector) ? "Charging" : reserved.containsKey(connector) ? "Reserved" : "Available";
    }

    private void tellState(int connector) {
        try {
            call("StatusNotification", words.status(connector, stateOf(connector), Instant.now()));
        } catch (NoAnswer later) {
            story.accept("its state is told when the link is back");
        }
    }

    // --- what a driver does

    /** A whole transaction of a card; gives what the hub thinks of the card, empty while it doesn't hear it. */
    public String charge(int connector, String uid, String kind, @Nullable Integer remoteStart) {
        String status = plug(connector, uid, kind, remoteStart);
        pause();
        read(connector);
        unplug(connector, "Local");
        return status;
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(settings.chargeS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a transaction; gives what the hub thinks of the card, empty while it doesn't hear it. */
    public String plug(int connector, String uid, String kind, @Nullable Integer remoteStart) {
        Reserved waiting = reserved.get(connector);
        int reservation = waiting != null && waiting.uid.equalsIgnoreCase(uid) ? waiting.number : StationWords.NONE;
        if (running.containsKey(connector) || (waiting != null && reservation == StationWords.NONE)) {
            throw new IllegalStateException("connector " + connector + " is taken");
        }
        reserved.remove(connector);
        Running tx = new Running(
                connector,
                uid,
                kind,
                UUID.randomUUID().toString(),
                remoteStart == null ? StationWords.NONE : remoteStart,
                reservation);
        running.put(connector, tx);
        String[] status = {""};
        long wh = meters.getOrDefault(connector, FIRST_WH);
        begunAt.put(connector, wh);
        ObjectNode start = words.start(tx, wh, Instant.now());
        untold.say(words.startAction(), () -> start, answer -> {
            tx.hubs = answer.path("transactionId").asInt(-1);
            status[0] = answer.path(words.first() ? "idTagInfo" : "idTokenInfo")
                    .path("status")
                    .asString("");
            story.accept("transaction started: " + status[0]);
        });
        tellState(connector);
        return status[0];
    }

    /** The meter goes on, and says so. */
    public void read(int connector) {
        Running tx = running.get(connector);
        if (tx != null) {
            long wh = meters.getOrDefault(connector, FIRST_WH)
                    + STEP_WH * limitsA.getOrDefault(connector, FULL_A) / FULL_A;
            meters.put(connector, wh);
            Instant at = Instant.now();
            ObjectNode reading = words.reading(tx, wh, at);
            untold.say(words.readingAction(), () -> words.first() ? words.reading(tx, wh, at) : reading, answer -> {});
        }
    }

    /** Ends the transaction there, if one runs. */
    public void unplug(int connector, String reason) {
        Running tx = running.remove(connector);
        if (tx != null) {
            limitsA.remove(connector);
            long wh = meters.getOrDefault(connector, FIRST_WH);
            Instant at = Instant.now();
            ObjectNode stop = words.stop(tx, wh, at, reason);
            untold.say(
                    words.stopAction(),
                    () -> words.first() ? words.stop(tx, wh, at, reason) : stop,
                    answer -> story.accept("transaction ended"));
            tellState(connector);
        }
    }

    /** The line is cut, without a word, until {@link #linkUp}. */
    public void linkDown() {
        cutOff = true;
        Link now = link;
        if (now != null) {
            now.cut();
        }
    }

    /** It comes back as stations do: states first, then what waited. */
    public void linkUp() {
        cutOff = false;
        comeBack();
    }

    boolean isUp() {
        Link now = link;
        return now != null && now.isUp();
    }

    // --- what the central system wants

    private Reaction asked(String action, JsonNode payload) {
        story.accept("asked for " + action);
        return switch (action) {
            case "RemoteStartTransaction" ->
                started(payload.path("connectorId").asInt(1), Wire.field(payload, "idTag"), "", null);
            case "RequestStartTransaction" ->
                started(
                        payload.path("evseId").asInt(1),
                        Wire.field(payload.path("idToken"), "idToken"),
                        Wire.field(payload.path("idToken"), "type"),
                        payload.path("remoteStartId").asInt());
            case "RemoteStopTransaction", "RequestStopTransaction" ->
                stopped(payload.path("transactionId").asString(""));
            case "ReserveNow" -> reserve(payload);
            case "CancelReservation" -> cancel(payload.path("reservationId").asInt());
            case "SetChargingProfile" -> limit(payload);
            case "ClearChargingProfile" -> {
                boolean had = !limitsA.isEmpty();
                limitsA.clear();
                yield says(had ? "Accepted" : "Unknown");
            }
            case "GetCompositeSchedule" -> says("Rejected");
            case "UnlockConnector" -> says("Unlocked");
            case "GetConfiguration", "GetDiagnostics", "UpdateFirmware" -> says(null);
            case "GetLocalListVersion" ->
                new Reaction(Wire.object().put(words.first() ? "listVersion" : "versionNumber", 0), () -> {});
            case "GetTransactionStatus" ->
                new Reaction(Wire.object().put("messagesInQueue", untold.size() > 0), () -> {});
            default -> says("Accepted");
        };
    }

    private static Reaction says(@Nullable String status) {
        return says(status, () -> {});
    }

    private static Reaction says(@Nullable String status, Runnable then) {
        return new Reaction(status == null ? Wire.object() : Wire.object().put("status", status), then);
    }

    private Reaction started(int connector, String uid, String kind, @Nullable Integer number) {
        return running.containsKey(connector)
                ? says("Rejected")
                : says("Accepted", () -> {
                    plug(connector, uid, kind, number);
                    Running tx = running.get(connector);
                    Thread.ofVirtual().start(() -> {
                        pause();
                        if (tx != null && running.get(connector) == tx) {
                            read(connector);
                            unplug(connector, "Local");
                        }
                    });
                });
    }

    private Reaction stopped(String transaction) {
        return running.values().stream()
                .filter(tx -> transaction.equals(words.first() ? Integer.toString(tx.hubs) : tx.id))
                .findFirst()
                .map(tx -> says("Accepted", () -> unplug(tx.connector, "Remote")))
                .orElseGet(() -> says("Rejected"));
    }

    private Reaction reserve(JsonNode payload) {
        int connector = payload.path(words.first() ? "connectorId" : "evseId").asInt(1);
        if (running.containsKey(connector)) {
            return says("Occupied");
        }
        String uid = words.first() ? Wire.field(payload, "idTag") : Wire.field(payload.path("idToken"), "idToken");
        reserved.put(
                connector,
                new Reserved(
                        payload.path(words.first() ? "reservationId" : "id").asInt(), uid));
        return says("Accepted", () -> tellState(connector));
    }

    private Reaction cancel(int number) {
        return reserved.entrySet().stream()
                .filter(entry -> entry.getValue().number == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(connector -> {
                    reserved.remove(connector);
                    return says("Accepted", () -> tellState(connector));
                })
                .orElseGet(() -> says("Rejected"));
    }

    /** Takes the first period's limit, in amperes. */
    private Reaction limit(JsonNode payload) {
        JsonNode profile = payload.path(words.first() ? "csChargingProfiles" : "chargingProfile");
        JsonNode schedule = words.first()
                ? profile.path("chargingSchedule")
                : profile.path("chargingSchedule").path(0);
        int connector = payload.path(words.first() ? "connectorId" : "evseId").asInt(1);
        JsonNode limit = schedule.path("chargingSchedulePeriod").path(0).path("limit");
        if (!running.containsKey(connector)
                || !limit.isNumber()
                || !Wire.field(schedule, "chargingRateUnit").equals("A")) {
            return says("Rejected");
        }
        limitsA.put(connector, Math.min(FULL_A, limit.asInt()));
        return says("Accepted");
    }

    /** For a look. */
    ObjectNode state() {
        ObjectNode state = Wire.object()
                .put("station_id", settings.id)
                .put("ocpp", settings.version)
                .put("up", isUp())
                .put("waiting", untold.size());
        var connectors = state.putArray("connectors");
        for (int i = 1; i <= settings.connectors; i++) {
            ObjectNode one = connectors
                    .addObject()
                    .put("number", i)
                    .put("state", stateOf(i))
                    .put("from_wh", begunAt.getOrDefault(i, FIRST_WH))
                    .put("wh", meters.getOrDefault(i, FIRST_WH));
            Integer limit = limitsA.get(i);
            if (limit != null) {
                one.put("limit_a", limit);
            }
        }
        return state;
    }

    @Override
    public void close() {
        over = true;
        Link now = link;
        if (now != null) {
            now.close();
        }
    }
}
