package org.roaminghub.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The one site of a simulated CPO: a location with fast chargers, its tariff, and the meters behind the EVSEs. */
final class Site {

    static final String CURRENCY = "EUR";
    static final BigDecimal START_FEE = new BigDecimal("0.50");
    static final BigDecimal PRICE_PER_KWH = new BigDecimal("0.59");
    static final BigDecimal PRICE_PER_PARKED_HOUR = new BigDecimal("6.00");
    static final int PARKING_STEP_S = 60;
    static final BigDecimal VAT_PERCENT = new BigDecimal("19");

    private static final Instant BUILT = Instant.parse("2026-01-10T06:00:00Z");
    static final int MAX_V = 1000;
    static final int MAX_A = 500;
    private static final int MAX_W = 400_000;

    private final Party owner;
    private final String name;
    private final List<Evse> evses = new ArrayList<>();

    Site(Party owner, String name, long seed, int evseCount) {
        this.owner = owner;
        this.name = name;
        var random = new Random(seed ^ owner.toString().hashCode());
        for (var i = 1; i <= evseCount; i++) {
            var meter = new Meter(
                    "ZW%08d".formatted(random.nextInt(100_000_000)), new BigDecimal(10_000 + random.nextInt(90_000)));
            evses.add(new Evse(
                    "%s-HALL-%02d".formatted(owner.id(), i),
                    "%s*%s*EHALL%03d".formatted(owner.country(), owner.id(), i),
                    i,
                    meter));
        }
    }

    /** A place to charge with one connector. */
    record Evse(String uid, String evseId, int bay, Meter meter) {}

    String locationId() {
        return owner.id() + "-LOC-HALL";
    }

    String tariffId() {
        return owner.id() + "-TARIFF-HPC";
    }

    /** {@code number} from 0; wraps round. */
    Evse evse(int number) {
        return evses.get(Math.floorMod(number, evses.size()));
    }

    /** Null where there is none of that name. */
    @Nullable
    ObjectNode cdrLocation(String evseUid) {
        return evses.stream()
                .filter(e -> e.uid().equals(evseUid))
                .findFirst()
                .map(this::cdrLocation)
                .orElse(null);
    }

    ObjectNode location() {
        var location = owned().put("id", locationId())
                .put("publish", true)
                .put("name", name + " Schnellladehalle")
                .put("address", "Kaistrasse 14")
                .put("city", "Bremen")
                .put("postal_code", "28217")
                .put("state", "HB")
                .put("country", "DEU");
        location.set("coordinates", coordinates());
        location.put("parking_type", "PARKING_LOT");
        var list = location.putArray("evses");
        evses.forEach(e -> list.add(evse(e)));
        location.putObject("operator").put("name", name);
        location.putArray("facilities").add("CAFE").add("WIFI");
        location.put("time_zone", "Europe/Berlin");
        location.putObject("opening_times").put("twentyfourseven", true);
        return location.put("charging_when_closed", true).put("last_updated", Wire.time(BUILT));
    }

    private ObjectNode evse(Evse evse) {
        var json = Wire.object()
                .put("uid", evse.uid())
                .put("evse_id", evse.evseId())
                .put("status", "AVAILABLE");
        json.putArray("capabilities").add("RFID_READER").add("REMOTE_START_STOP_CAPABLE");
        var connector = json.putArray("connectors")
                .addObject()
                .put("id", "1")
                .put("standard", "IEC_62196_T2_COMBO")
                .put("format", "CABLE")
                .put("power_type", "DC")
                .put("max_voltage", MAX_V)
                .put("max_amperage", MAX_A)
                .put("max_electric_power", MAX_W);
        connector.putArray("tariff_ids").add(tariffId());
        connector.put("last_updated", Wire.time(BUILT));
        return json.put("physical_reference", "Bay " + evse.bay()).put("last_updated", Wire.time(BUILT));
    }

    /** The place of a CDR, as it was when the session began. */
    ObjectNode cdrLocation(Evse evse) {
        var place = Wire.object()
                .put("id", locationId())
                .put("name", name + " Schnellladehalle")
                .put("address", "Kaistrasse 14")
                .put("city", "Bremen")
                .put("postal_code", "28217")
                .put("state", "HB")
                .put("country", "DEU");
        place.set("coordinates", coordinates());
        return place.put("evse_uid", evse.uid())
                .put("evse_id", evse.evseId())
                .put("connector_id", "1")
                .put("connector_standard", "IEC_62196_T2_COMBO")
                .put("connector_format", "CABLE")
                .put("connector_power_type", "DC");
    }

    ObjectNode tariff() {
        var tariff = owned().put("id", tariffId()).put("currency", CURRENCY).put("type", "REGULAR");
        tariff.putArray("tariff_alt_text")
                .addObject()
                .put("language", "de")
                .put("text", "0,50 je Start, 0,59 je kWh, nach dem Laden 0,10 je Minute, zuzüglich 19 % USt.");
        tariff.put("tariff_alt_url", "https://" + owner.id().toLowerCase(Locale.ROOT) + ".example/preise");
        tariff.putObject("min_price").put("excl_vat", new BigDecimal("0.5")).put("incl_vat", new BigDecimal("0.595"));
        tariff.putObject("max_price").put("excl_vat", 200).put("incl_vat", 238);
        var components = tariff.putArray("elements").addObject().putArray("price_components");
        components.add(component("FLAT", START_FEE, 1));
        components.add(component("ENERGY", PRICE_PER_KWH, 1));
        components.add(component("PARKING_TIME", PRICE_PER_PARKED_HOUR, PARKING_STEP_S));
        tariff.put("start_date_time", Wire.time(BUILT));
        var mix = tariff.putObject("energy_mix").put("is_green_energy", true);
        var sources = mix.putArray("energy_sources");
        sources.addObject().put("source", "WIND").put("percentage", 82);
        sources.addObject().put("source", "SOLAR").put("percentage", 18);
        mix.putArray("environ_impact")
                .addObject()
                .put("category", "CARBON_DIOXIDE")
                .put("amount", 0);
        mix.put("supplier_name", "Windkontor Nord").put("energy_product_name", "Kuestenwind");
        return tariff.put("last_updated", Wire.time(BUILT));
    }

    ObjectNode owned() {
        return Wire.object().put("country_code", owner.country()).put("party_id", owner.id());
    }

    private static ObjectNode coordinates() {
        return Wire.object().put("latitude", "53.094610").put("longitude", "8.773020");
    }

    private static ObjectNode component(String type, BigDecimal price, int step) {
        return Wire.object()
                .put("type", type)
                .put("price", Wire.number(price))
                .put("vat", Wire.number(VAT_PERCENT))
                .put("step_size", step);
    }
}
