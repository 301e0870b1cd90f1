package org.roaminghub.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.simulator.SimulatedStation;
import org.roaminghub.simulator.StationControl;
import tools.jackson.databind.node.ObjectNode;

/** Simulated stations that are entered in a hub and stay until the command ends. */
final class StationFleet {

    private static final int CONNECTORS = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AdminOptions admin;
    private final String version;
    private final String address;
    private final String party;
    private final @Nullable String uid;
    private final int chargeS;

    private final @Nullable Integer controlPort;
    private final boolean child;
    private volatile boolean described;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    /** {@code controlPort}: where the first takes orders; {@code child} ends when its standard input ends. */
    StationFleet(
            AdminOptions admin,
            String version,
            String address,
            String party,
            @Nullable String uid,
            int chargeS,
            @Nullable Integer controlPort,
            boolean child) {
        this.admin = admin;
        this.version = version;
        this.address = address;
        this.party = party;
        this.uid = uid;
        this.chargeS = chargeS;
        this.controlPort = controlPort;
        this.child = child;
    }

    int run(int count) throws InterruptedException {
        int entered = admin.run(api -> {
            for (int i = 0; i < count; i++) {
                enter(api, i == 0 ? controlPort : null);
            }
        });
        if (entered == 0) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "close-stations"));
            if (child) {
                waitForEnd(System.in);
                closeAll();
            } else {
                new CountDownLatch(1).await();
            }
        }
        return entered;
    }

    private void enter(AdminApi api, @Nullable Integer port) {
        String tag = random(4);
        String password = random(10);
        api.post("/stations", entry(tag, password));
        var station = new SimulatedStation(
                new SimulatedStation.Settings(address, "SIM-" + tag, password, version, CONNECTORS, chargeS),
                line -> say("SIM-" + tag + " " + line));
        open.add(station);
        ObjectNode description = Json.object()
                .put("station_id", "SIM-" + tag)
                .put("location_id", "SIM-" + tag)
                .put("evse_uid", "SIM-" + tag + "-1")
                .put("ocpp", version);
        try {
            station.start();
            if (port != null) {
                var control = StationControl.open(station, port);
                open.add(control);
                description.put("control_url", control.url());
            }
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("SIM-" + tag + ": " + e.getMessage(), e);
        }
        if (admin.json()) {
            say(new String(Json.write(description), StandardCharsets.UTF_8));
        } else if (port != null) {
            say("SIM-" + tag + " takes orders at "
                    + description.path("control_url").asString(""));
        }
        if (uid != null) {
            Thread.ofVirtual().start(() -> station.charge(1, uid, "ISO14443", null));
        }
    }

    /** As JSON the first line is the description. */
    private void say(String line) {
        if (!admin.json() || line.startsWith("{") || described) {
            described = true;
            admin.out().println(line);
            admin.out().flush();
        }
    }

    private void closeAll() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception ending) {
                // The other end is told by the closed socket.
            }
        }
    }

    private static void waitForEnd(InputStream in) {
        try {
            while (in.read() >= 0) {
                // Only that somebody holds the other end matters.
            }
        } catch (IOException ended) {
            // The same as its end.
        }
    }

    private static String random(int bytes) {
        byte[] fresh = new byte[bytes];
        RANDOM.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh).toUpperCase(Locale.ROOT);
    }

    private ObjectNode entry(String tag, String password) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String[] owner = party.split("\\*", 2);
        ObjectNode body = Json.object()
                .put("station_id", "SIM-" + tag)
                .put("party", party)
                .put("security_profile", 1)
                .put("password", password);
        if (version.endsWith("S")) {
            body.put("ocpp", version);
        }
        ObjectNode location = body.putObject("location")
                .put("country_code", owner[0])
                .put("party_id", owner.length > 1 ? owner[1] : "")
                .put("id", "SIM-" + tag)
                .put("publish", true)
                .put("address", "Simulated street 1")
                .put("city", "Hamburg")
                .put("country", "DEU")
                .put("time_zone", "Europe/Berlin")
                .put("last_updated", now);
        location.putObject("coordinates").put("latitude", "53.550000").put("longitude", "9.990000");
        var evses = location.putArray("evses");
        for (int i = 1; i <= CONNECTORS; i++) {
            ObjectNode evse = evses.addObject()
                    .put("uid", "SIM-" + tag + "-" + i)
                    .put("evse_id", party + "*E" + tag + "*" + i)
                    .put("status", "UNKNOWN")
                    .put("last_updated", now);
            evse.putArray("connectors")
                    .addObject()
                    .put("id", "1")
                    .put("standard", "IEC_62196_T2")
                    .put("format", "SOCKET")
                    .put("power_type", "AC_3_PHASE")
                    .put("max_voltage", 230)
                    .put("max_amperage", 32)
                    .put("last_updated", now);
        }
        return body;
    }
}
