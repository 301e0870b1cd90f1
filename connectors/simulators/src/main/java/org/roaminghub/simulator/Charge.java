package org.roaminghub.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One charging session at a simulated CPO, from plugging in to the bill, and the OCPI messages that tell of it. It runs on
 * whole seconds; a step takes at least one, so that two periods never start together.
 */
final class Charge {

    private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3600);
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal VOLT = new BigDecimal("802");
    private static final int START_SOC_PERCENT = 18;

    private final Site site;
    private final Site.Evse evse;
    private final String id;
    private final ObjectNode cdrToken;
    private final @Nullable String reference;
    private final String authMethod;
    private final Instant start;
    private final ObjectNode startReading;
    private final List<Period> periods = new ArrayList<>();
    private Instant until;
    private Instant changed;
    private @Nullable ObjectNode endReading;

    Charge(Site site, Site.Evse evse, String id, ObjectNode token, @Nullable String reference, Instant now) {
        this.site = site;
        this.evse = evse;
        this.id = id;
        this.cdrToken = cdrToken(token);
        this.reference = reference;
        this.authMethod = reference == null ? "WHITELIST" : "AUTH_REQUEST";
        this.start = now.truncatedTo(ChronoUnit.SECONDS);
        this.until = start;
        this.changed = now;
        this.startReading = evse.meter().read("Start", start, uid());
    }

    /** Ends when the next one starts; parking has no energy. */
    private record Period(Instant start, Duration length, BigDecimal kwh, boolean parking) {}

    String id() {
        return id;
    }

    synchronized BigDecimal kwh() {
        return periods.stream().map(Period::kwh).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    synchronized boolean ended() {
        return endReading != null;
    }

    /** Charges until now at this power; gives the PATCH that says so. */
    synchronized ObjectNode charge(Instant now, BigDecimal kw) {
        var period = step(now, kw, false);
        var patch = Wire.object().put("kwh", Wire.number(kwh()));
        patch.putArray("charging_periods").add(json(period, true));
        patch.set("total_cost", price(costs().total()));
        return patch.put("last_updated", Wire.time(changed));
    }

    /** Stands at the charger without charging until now, then leaves. */
    synchronized void end(Instant now) {
        step(now, BigDecimal.ZERO, true);
        endReading = evse.meter().read("End", until, uid());
    }

    /** The whole session as it stands; last_updated is the time of its last step. */
    synchronized ObjectNode session() {
        var session = site.owned().put("id", id).put("start_date_time", Wire.time(start));
        if (ended()) {
            session.put("end_date_time", Wire.time(until));
        }
        session.put("kwh", Wire.number(kwh()));
        session.set("cdr_token", cdrToken);
        session.put("auth_method", authMethod);
        if (reference != null) {
            session.put("authorization_reference", reference);
        }
        session.put("location_id", site.locationId())
                .put("evse_uid", evse.uid())
                .put("connector_id", "1")
                .put("meter_id", evse.meter().serial())
                .put("currency", Site.CURRENCY);
        if (!periods.isEmpty()) {
            addPeriods(session.putArray("charging_periods"), true);
        }
        session.set("total_cost", price(costs().total()));
        return session.put("status", ended() ? "COMPLETED" : "ACTIVE")
                .put("x_parking_bay", evse.bay()) // no field of OCPI: a hub has to pass it on untouched
                .put("last_updated", Wire.time(changed));
    }

    /** The bill; only after {@link #end}. Throws IllegalStateException before. */
    synchronized ObjectNode cdr(String cdrId) {
        var lastReading = endReading;
        if (lastReading == null) {
            throw new IllegalStateException("the session goes on");
        }
        var costs = costs();
        var cdr = site.owned()
                .put("id", cdrId)
                .put("start_date_time", Wire.time(start))
                .put("end_date_time", Wire.time(until))
                .put("session_id", id);
        cdr.set("cdr_token", cdrToken);
        cdr.put("auth_method", authMethod);
        if (reference != null) {
            cdr.put("authorization_reference", reference);
        }
        cdr.set("cdr_location", site.cdrLocation(evse));
        cdr.put("meter_id", evse.meter().serial()).put("currency", Site.CURRENCY);
        cdr.putArray("tariffs").add(site.tariff());
        addPeriods(cdr.putArray("charging_periods"), false);
        cdr.set("signed_data", signedData(lastReading));
        cdr.set("total_cost", price(costs.total()));
        cdr.set("total_fixed_cost", price(costs.fixed()));
        cdr.put("total_energy", Wire.number(kwh()));
        cdr.set("total_energy_cost", price(costs.energy()));
        cdr.put("total_time", hours(Duration.between(start, until)));
        cdr.set("total_time_cost", price(BigDecimal.ZERO));
        cdr.put("total_parking_time", hours(parked()));
        cdr.set("total_parking_cost", price(costs.parking()));
        return cdr.put("remark", "Thank you for charging with us.")
                .put("invoice_reference_id", "INV-" + cdrId)
                .put("credit", false)
                .put("home_charging_compensation", false)
                .put("x_parking_bay", evse.bay())
                .put("last_updated", Wire.time(changed));
    }

    private Period step(Instant now, BigDecimal kw, boolean parking) {
        var next = now.truncatedTo(ChronoUnit.SECONDS);
        if (!next.isAfter(until)) {
            next = until.plusSeconds(1);
        }
        var length = Duration.between(until, next);
        var kwh = kw.multiply(BigDecimal.valueOf(length.toSeconds())).divide(SECONDS_PER_HOUR, 3, RoundingMode.HALF_UP);
        var period = new Period(until, length, kwh, parking);
        periods.add(period);
        evse.meter().add(kwh);
        until = next;
        var after = changed.plusMillis(1);
        changed = now.isBefore(after) ? after : now;
        return period;
    }

    private void addPeriods(ArrayNode list, boolean live) {
        periods.forEach(p -> list.add(json(p, live)));
    }

    /** A session may tell power, current and state of charge; a CDR may not (facts of OCPI 2.2.1 §10.4.1). */
    private ObjectNode json(Period period, boolean live) {
        var json = Wire.object().put("start_date_time", Wire.time(period.start()));
        var dimensions = json.putArray("dimensions");
        if (period.parking()) {
            dimension(dimensions, "PARKING_TIME", hours(period.length()));
        } else {
            var kw = period.kwh()
                    .multiply(SECONDS_PER_HOUR)
                    .divide(BigDecimal.valueOf(period.length().toSeconds()), 4, RoundingMode.HALF_UP);
            dimension(dimensions, "ENERGY", Wire.number(period.kwh()));
            dimension(dimensions, "TIME", hours(period.length()));
            dimension(dimensions, "MAX_POWER", Wire.number(kw));
            if (live) {
                dimension(dimensions, "POWER", Wire.number(kw));
                dimension(
                        dimensions, "CURRENT", Wire.number(kw.movePointRight(3).divide(VOLT, 4, RoundingMode.HALF_UP)));
                dimension(
                        dimensions, "STATE_OF_CHARGE", BigDecimal.valueOf(START_SOC_PERCENT + periods.indexOf(period)));
            }
        }
        return json.put("tariff_id", site.tariffId());
    }

    private static void dimension(ArrayNode dimensions, String type, BigDecimal volume) {
        dimensions.addObject().put("type", type).put("volume", volume);
    }

    private ObjectNode signedData(ObjectNode lastReading) {
        var signed = Wire.object()
                .put("encoding_method", "OCMF")
                .put("encoding_method_version", 1)
                .put("public_key", evse.meter().publicKey());
        signed.putArray("signed_values").add(startReading).add(lastReading);
        return signed.put("url", "https://transparency.example/verify");
    }

    private Duration parked() {
        return periods.stream().filter(Period::parking).map(Period::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Before tax; parking is billed in whole steps, once per session. */
    private Costs costs() {
        var steps = Math.ceilDiv(parked().toSeconds(), Site.PARKING_STEP_S);
        var parking = Site.PRICE_PER_PARKED_HOUR
                .multiply(BigDecimal.valueOf(steps * Site.PARKING_STEP_S))
                .divide(SECONDS_PER_HOUR, 6, RoundingMode.HALF_UP);
        return new Costs(Site.START_FEE, kwh().multiply(Site.PRICE_PER_KWH), parking);
    }

    private record Costs(BigDecimal fixed, BigDecimal energy, BigDecimal parking) {
        BigDecimal total() {
            return fixed.add(energy).add(parking);
        }
    }

    private static ObjectNode price(BigDecimal beforeTax) {
        var withTax = beforeTax.multiply(HUNDRED.add(Site.VAT_PERCENT)).divide(HUNDRED);
        return Wire.object().put("excl_vat", Wire.number(beforeTax)).put("incl_vat", Wire.number(withTax));
    }

    private static BigDecimal hours(Duration duration) {
        return Wire.number(BigDecimal.valueOf(duration.toSeconds()).divide(SECONDS_PER_HOUR, 6, RoundingMode.HALF_UP));
    }

    private String uid() {
        return Wire.field(cdrToken, "uid");
    }

    private static ObjectNode cdrToken(ObjectNode token) {
        var copy = Wire.object();
        for (var field : List.of("country_code", "party_id", "uid", "type", "contract_id")) {
            copy.put(field, Wire.field(token, field));
        }
        return copy;
    }
}
