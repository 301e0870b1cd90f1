package org.roaminghub.bench.station;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.roaminghub.bench.site.HubAdmin;

/** Stations entered in a hub, each at a location of its own with one EVSE. */
public final class Fleet {

    private static final int WRITERS = 8;
    private static final int SOURCES = 8;
    private static final long ANSWER_NANOS = Duration.ofSeconds(60).toNanos();
    private static final String PASSWORD = "bench-0123456789";

    private final Entry entry;
    private final String prefix;
    private final int count;

    private Fleet(Entry entry, String prefix, int count) {
        this.entry = entry;
        this.prefix = prefix;
        this.count = count;
    }

    /** Enters so many by the admin API. {@code prefix} makes their ids unlike those of an earlier run on the same data. */
    public static Fleet enter(HubAdmin admin, Entry entry, String prefix, int count)
            throws IOException, InterruptedException {
        entry.prepare(IntStream.range(0, count).mapToObj(n -> prefix + n).toList());
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        admin.post("/stations", asEntered(entry, prefix + n));
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a station could not be entered: " + e.getCause(), e);
        }
        return new Fleet(entry, prefix, count);
    }

    private static String asEntered(Entry entry, String id) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return """
            {"station_id":"%1$s","party":"DE*HUB","security_profile":%4$d,%2$s"location":{"country_code":"DE",\
            "party_id":"HUB","id":"L%1$s","publish":true,"address":"Quay 12","city":"Hamburg","country":"DEU",\
            "time_zone":"Europe/Berlin","coordinates":{"latitude":"53.540000","longitude":"9.990000"},"evses":[{"uid":"E%1$s",\
            "evse_id":"DE*HUB*E%1$s","status":"UNKNOWN","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET",\
            "power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"last_updated":"%3$s"}],"last_updated":"%3$s"}],\
            "last_updated":"%3$s"}}""".formatted(id, entry.hasPassword() ? "\"password\":\"" + PASSWORD + "\"," : "", now, entry.profile());
    }

    public int count() {
        return count;
    }

    public Line connect(int station) throws IOException {
        return Line.open(entry, "127.0.0." + (2 + station % SOURCES), prefix + station, PASSWORD);
    }

    /** Connected, booted, and free. */
    public Line boot(int station) throws IOException {
        Line line = connect(station);
        try {
            String answer = line.call(
                    "BootNotification",
                    "{\"chargePointVendor\":\"Bench\",\"chargePointModel\":\"Post\",\"chargePointSerialNumber\":\"%s\"}"
                            .formatted(prefix + station),
                    ANSWER_NANOS);
            if (!answer.contains("\"Accepted\"")) {
                throw new IOException("the boot was answered with " + answer);
            }
            status(line, "Available");
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    public static void status(Line line, String status) throws IOException {
        line.call("StatusNotification", statusPayload(status), ANSWER_NANOS);
    }

    public static String statusPayload(String status) {
        return "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}";
    }

    public static void heartbeat(Line line) throws IOException {
        line.call("Heartbeat", "{}", ANSWER_NANOS);
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Gives the hub's number of it. */
    public static String start(Line line, String uid, long wh) throws IOException {
        String answer = line.call(
                "StartTransaction",
                "{\"connectorId\":1,\"idTag\":\"%s\",\"meterStart\":%d,\"timestamp\":\"%s\"}".formatted(uid, wh, now()),
                ANSWER_NANOS);
        if (!answer.contains("\"Accepted\"")) {
            throw new IOException("a good card was answered with " + answer);
        }
        int at = answer.indexOf("\"transactionId\":") + "\"transactionId\":".length();
        int end = at;
        while (Character.isDigit(answer.charAt(end))) {
            end++;
        }
        return answer.substring(at, end);
    }

    /** {@code nth} reading of a transaction: readings of one second would be repeats of one another. */
    public static void reading(Line line, String transaction, long wh, int nth) throws IOException {
        line.call(
                "MeterValues",
                """
                {"connectorId":1,"transactionId":%s,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":"%d"},\
                {"value":"11040","measurand":"Power.Active.Import","unit":"W"}]}]}""".formatted(
                                transaction,
                                Instant.now().truncatedTo(ChronoUnit.MILLIS).plusNanos(nth),
                                wh),
                ANSWER_NANOS);
    }

    public static void stop(Line line, String transaction, long wh) throws IOException {
        line.call(
                "StopTransaction",
                "{\"transactionId\":%s,\"meterStop\":%d,\"timestamp\":\"%s\"}".formatted(transaction, wh, now()),
                ANSWER_NANOS);
    }
}
