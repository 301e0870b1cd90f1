package org.roaminghub.app.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.simulator.SimulatedStation;
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

    StationFleet(AdminOptions admin, String version, String address, String party, @Nullable String uid, int chargeS) {
        this.admin = admin;
        this.version = version;
        this.address = address;
        this.party = party;
        this.uid = uid;
        this.chargeS = chargeS;
    }

    int run(int count) throws InterruptedException {
        int entered = admin.run(api -> {
            for (int i = 0; i < count; i++) {
                String tag = random(4);
                String password = random(10);
                api.post("/stations", entry(tag, password));
                var station = new SimulatedStation(
                        new SimulatedStation.Settings(address, "SIM-" + tag, password, version, CONNECTORS, chargeS),
                        line -> {
                            admin.out().println("SIM-" + tag + " " + line);
                            admin.out().flush();
                        });
                station.start();
                if (uid != null) {
                    Thread.ofVirtual().start(() -> station.charge(1, uid, "ISO14443", null));
                }
            }
        });
        if (entered == 0) {
            new CountDownLatch(1).await();
        }
        return entered;
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
