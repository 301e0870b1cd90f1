package org.roaminghub.connector.ocpi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.roaminghub.connector.ocpi.mapping.CdrMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lifting;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Merge;
import org.roaminghub.connector.ocpi.mapping.SessionMapping;
import org.roaminghub.connector.ocpi.mapping.TariffMapping;
import org.roaminghub.connector.ocpi.mapping.TokenMapping;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.EnergyMix;
import org.roaminghub.connector.ocpi.wire.Envelope;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Hours;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.RegularHours;
import org.roaminghub.connector.ocpi.wire.RelayedObject;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.Version;
import org.roaminghub.connector.ocpi.wire.VersionDetails;
import org.roaminghub.connector.ocpi.wire.v211.Cdr211;
import org.roaminghub.connector.ocpi.wire.v211.Hours211;
import org.roaminghub.connector.ocpi.wire.v211.Session211;
import org.roaminghub.connector.ocpi.wire.v211.SessionPatch211;
import org.roaminghub.connector.ocpi.wire.v211.Tariff211;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.testkit.OcpiSchemas;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How an example of each type is read by its version, understood and written again. */
final class Examples {

    private static final Lifting OWN = Lifting.of(Samples.CPO, Samples.NOW);
    private static final String UNKNOWN_FIELD = " is no field";
    private static final int FIRST_FAILURE = 2000;
    /** In 2.1.1, which alone knows partial updates of tariffs. */
    private static final String PRICES = """
            {"id": "12", "currency": "EUR", "last_updated": "2026-01-01T00:00:00Z",
             "elements": [{"price_components": [{"type": "TIME", "price": 2, "step_size": 300}]}]}""";

    private final Dialect dialect;
    private final boolean old;
    private final String file;

    private Examples(Dialect dialect, String file) {
        this.dialect = dialect;
        this.old = dialect.release() == Release.V2_1_1;
        this.file = file;
    }

    /** Which definitions it has to keep ({@code names}, one each for {@code parts}), what comes out and what should. */
    record Form(List<String> names, List<JsonNode> parts, JsonNode expected, Supplier<JsonNode> written) {

        /** 2.3.0 takes fields that it does not know: what the bookings have of them is no defect. */
        List<String> problems(String schema) {
            return Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
                    .flatMap(i -> OcpiSchemas.problems(schema, names.get(i), Json.writeAsRead(parts.get(i))).stream())
                    .filter(problem -> !schema.endsWith("bookings") || !problem.endsWith(UNKNOWN_FIELD))
                    .toList();
        }
    }

    static Form form(String schema, String type, String file, JsonNode body) {
        Dialect dialect = Dialect.find(schema.substring(0, "2.x.x".length())).orElseThrow();
        return new Examples(dialect, file).form(type, body);
    }

    private Form form(String type, JsonNode body) {
        return switch (type) {
            case "Response envelope" -> envelope(body);
            case "Version[]" -> versions(body);
            case "Location/EVSE/Connector(PATCH)" -> placeChange(body);
            case "LocationFragment/energy_mix", "LocationFragment/opening_times" -> fragment(body);
            case "BookingRequest(PATCH)" -> new Form(List.of(), List.of(), body, () -> asItCame(body));
            default ->
                type.endsWith("(PATCH)")
                        ? change(type.substring(0, type.indexOf('(')), body)
                        : new Form(List.of(type), List.of(body), expected(type, body), () -> whole(type, body));
        };
    }

    // --- whole objects ----------------------------------------------------------------------------------------------

    private JsonNode whole(String type, JsonNode body) {
        return switch (type) {
            case "Token" -> token(body);
            case "Session" -> session(body);
            case "CDR" -> cdr(body);
            case "Tariff" -> tariff(body);
            case "Location" -> location(body);
            case "EVSE" -> evse(body);
            case "Credentials" -> json(dialect.write(dialect.credentials(body)));
            case "VersionDetails" -> json(Json.write(VersionDetails.read(fields(body)), dialect.release()));
            case "DisplayText" -> json(Json.write(DisplayText.read(fields(body)), dialect.release()));
            case "Hours" -> hours(body);
            case "Terminal" -> relayed(RelayedObject.TERMINAL, body);
            case "FinancialAdviceConfirmation" -> relayed(RelayedObject.FINANCIAL_ADVICE_CONFIRMATION, body);
            case "Booking" -> relayed(RelayedObject.BOOKING, body);
            case "BookingLocation" -> relayed(RelayedObject.BOOKING_LOCATION, body);
            default -> throw new AssertionError("nothing reads a " + type);
        };
    }

    /** A number that was written as a text comes back as a number. */
    private JsonNode expected(String type, JsonNode body) {
        if (!old || !type.equals("CDR")) {
            return body;
        }
        JsonNode right = body.deepCopy();
        right.path("tariffs")
                .forEach(tariff -> tariff.path("elements")
                        .forEach(element -> element.path("price_components").forEach(component -> {
                            if (component instanceof ObjectNode price
                                    && price.path("price").isString()) {
                                price.put(
                                        "price",
                                        new BigDecimal(price.path("price").stringValue()));
                            }
                        })));
        return right;
    }

    private JsonNode token(JsonNode body) {
        var wire = dialect.token(body, OWN);
        var back = TokenMapping.token(TokenMapping.profile(wire), wire.issuer(), wire.last_updated());
        same(dialect.write(wire, Lowering.plain()), dialect.write(back, Lowering.plain()), "contract_id", "auth_id");
        return json(dialect.write(wire, Lowering.plain()));
    }

    /** Of the place 2.1.1 says more than the hub needs: there the wire record itself is written back. */
    private JsonNode session(JsonNode body) {
        var wire = dialect.session(body, OWN);
        if (!SessionMapping.report(wire).fid().value().equals(body.path("id").asString(""))) {
            throw new AssertionError("another session");
        }
        return json(
                old
                        ? Json.write(Session211.read(fields(body)), dialect.release())
                        : dialect.write(wire, Lowering.plain()));
    }

    private JsonNode cdr(JsonNode body) {
        var wire = dialect.cdr(body, OWN);
        var record = CdrMapping.record(wire, Tariff.Selection.PER_DIMENSION);
        if (old) {
            return json(Json.write(Cdr211.read(fields(body)), dialect.release()));
        }
        return json(dialect.write(CdrMapping.cdr(record, Lowering.plain()), Lowering.plain()));
    }

    /** The energy mix is only in the wire record and in the original; of 2.1.1 not every tariff can be said again. */
    private JsonNode tariff(JsonNode body) {
        var wire = dialect.tariff(body, OWN);
        if (old) {
            TariffMapping.tariff(wire, Tariff.Selection.FIRST_ELEMENT);
            return json(Json.write(Tariff211.read(fields(body)), dialect.release()));
        }
        var back = TariffMapping.toWire(TariffMapping.tariff(wire, Tariff.Selection.PER_DIMENSION));
        byte[] written = dialect.write(wire, Lowering.plain());
        same(written, dialect.write(back, Lowering.plain()), "energy_mix");
        return json(written);
    }

    /** Where 2.1.1 says no time zone the country tells it. */
    private JsonNode location(JsonNode body) {
        HeldLocation held = LocationTree.location(body, Samples.CPO, dialect);
        same(
                dialect.write(dialect.location(body, OWN), Lowering.plain()),
                LocationTree.whole(held, dialect, Lowering.plain()),
                old ? "time_zone" : "");
        return json(LocationTree.whole(held, dialect, Lowering.plain()));
    }

    private JsonNode evse(JsonNode body) {
        LocationTree.evse(body, Samples.CPO, dialect);
        return json(dialect.write(dialect.evse(body), Lowering.plain()));
    }

    private JsonNode hours(JsonNode body) {
        return json(
                old
                        ? Json.write(Hours211.read(fields(body)), dialect.release())
                        : Json.write(Hours.read(fields(body)), dialect.release()));
    }

    private JsonNode relayed(RelayedObject object, JsonNode body) {
        object.requireWhole(fields(body));
        return asItCame(body);
    }

    /** The hub passes it on without understanding more of it. */
    private static JsonNode asItCame(JsonNode body) {
        return json(Json.writeAsRead(body));
    }

    // --- lists and envelopes ----------------------------------------------------------------------------------------

    private Form versions(JsonNode body) {
        List<JsonNode> items = each(body);
        return new Form(
                items.stream().map(item -> "Version").toList(),
                items,
                body,
                () -> array(items.stream()
                        .map(item -> json(Json.write(Version.read(fields(item)), dialect.release())))
                        .toList()));
    }

    private Form envelope(JsonNode body) {
        ObjectNode around = (ObjectNode) body.deepCopy();
        JsonNode data = around.remove("data");
        List<String> names = new ArrayList<>(List.of("OcpiResponse"));
        List<JsonNode> parts = new ArrayList<>(List.of(around));
        for (JsonNode item : data == null ? List.<JsonNode>of() : data.isArray() ? each(data) : List.of(data)) {
            // A list of versions may name some that the field tables don't.
            if (!item.has("version") || item.has("endpoints")) {
                names.add(item.has("uid") ? "Token" : "VersionDetails");
                parts.add(item);
            }
        }
        return new Form(names, parts, body, () -> enveloped(body));
    }

    /** The hub's envelopes of success say no status_message. */
    private JsonNode enveloped(JsonNode body) {
        JsonNode data = body.path("data");
        Instant at = Instant.parse(body.path("timestamp").stringValue());
        int code = body.path("status_code").intValue();
        String message = body.path("status_message").asString("");
        if (code >= FIRST_FAILURE) {
            return json(Envelope.failure(code, message, at));
        }
        byte[] written = data.isArray()
                ? Envelope.list(
                        each(data).stream()
                                .map(item -> Json.writeAsRead(item(item)))
                                .toList(),
                        at)
                : Envelope.success(Json.writeAsRead(item(data)), at);
        ObjectNode whole = (ObjectNode) json(written);
        return message.isEmpty() ? whole : whole.put("status_message", message);
    }

    private JsonNode item(JsonNode item) {
        if (item.has("uid")) {
            return token(item);
        }
        return json(
                item.has("endpoints")
                        ? Json.write(VersionDetails.read(fields(item)), dialect.release())
                        : Json.write(Version.read(fields(item)), dialect.release()));
    }

    // --- parts ------------------------------------------------------------------------------------------------------

    private Form fragment(JsonNode body) {
        JsonNode mix = body.get("energy_mix");
        JsonNode hours = body.get("opening_times");
        if (mix != null) {
            return new Form(
                    List.of("EnergyMix"),
                    List.of(mix),
                    mix,
                    () -> json(Json.write(EnergyMix.read(fields(mix)), dialect.release())));
        }
        if (hours != null) {
            return new Form(List.of("Hours"), List.of(hours), hours, () -> hours(hours));
        }
        List<JsonNode> items = each(body.path("regular_hours"));
        return new Form(
                items.stream().map(item -> "RegularHours").toList(),
                items,
                array(items),
                () -> array(items.stream()
                        .map(item -> json(Json.write(RegularHours.read(fields(item)), dialect.release())))
                        .toList()));
    }

    /** What a partial update says must be so in the whole after it. */
    private static JsonNode said(JsonNode whole, JsonNode change) {
        ObjectNode said = ((ObjectNode) change).objectNode();
        change.propertyNames().forEach(name -> {
            if (whole.has(name)) {
                said.set(name, whole.get(name));
            }
        });
        return said;
    }

    private Form change(String type, JsonNode body) {
        List<String> names = List.of(type + "Patch");
        List<JsonNode> parts = List.of(body);
        return switch (type) {
            case "Session" ->
                new Form(
                        names,
                        parts,
                        body,
                        () -> json(Json.write(
                                old ? SessionPatch211.read(fields(body)) : dialect.sessionPatch(body, OWN),
                                dialect.release())));
            case "Token" ->
                new Form(
                        names,
                        parts,
                        body,
                        () -> said(
                                token(merged(
                                        old ? Bodies.TOKEN.replace("contract_id", "auth_id") : Bodies.TOKEN, body)),
                                body));
            case "Tariff" -> new Form(names, parts, body, () -> said(tariff(merged(PRICES, body)), body));
            case "BookingLocation" ->
                new Form(names, parts, body, () -> relayedChange(RelayedObject.BOOKING_LOCATION, body));
            case "Booking" -> new Form(names, parts, body, () -> relayedChange(RelayedObject.BOOKING, body));
            default -> throw new AssertionError("nothing reads a change of a " + type);
        };
    }

    private JsonNode relayedChange(RelayedObject object, JsonNode body) {
        object.requireChange(fields(body));
        return asItCame(body);
    }

    private static JsonNode merged(String before, JsonNode change) {
        return json(Merge.merged(before.getBytes(StandardCharsets.UTF_8), Json.writeAsRead(change)));
    }

    /** The index does not say of what it is a part: what it names does. */
    private Form placeChange(JsonNode body) {
        if (body.has("tariff_ids") || body.has("tariff_id")) {
            return new Form(List.of("ConnectorPatch"), List.of(body), body, () -> said(changedPlug(body), body));
        }
        boolean evse = body.has("status") || body.has("uid");
        return new Form(
                List.of(evse ? "EVSEPatch" : "LocationPatch"),
                List.of(body),
                body,
                () -> said(evse ? changedEvse(body) : changedLocation(body), body));
    }

    private HeldLocation held() {
        return LocationTree.location(
                Bodies.json((old ? Places211Test.OLD : Bodies.PLACE).replace("2026-01-01", "2010-01-01")),
                Samples.CPO,
                dialect);
    }

    private JsonNode changedLocation(JsonNode body) {
        HeldLocation after = LocationTree.patched(held(), body, dialect);
        return json(LocationTree.whole(after, dialect, Lowering.plain()));
    }

    private JsonNode changedEvse(JsonNode body) {
        HeldLocation before = held();
        var after = LocationTree.patched(before.evses().getFirst(), body, dialect);
        return json(LocationTree.whole(
                        new HeldLocation(before.location(), before.original(), List.of(after)),
                        dialect,
                        Lowering.plain()))
                .path("evses")
                .path(0);
    }

    private JsonNode changedPlug(JsonNode body) {
        HeldLocation before = held();
        var evse = before.evses().getFirst();
        String plug = evse.evse().connectors().getFirst().fid();
        var after = LocationTree.withConnector(evse, plug, body, Samples.NOW, true, dialect);
        return json(LocationTree.whole(
                        new HeldLocation(before.location(), before.original(), List.of(after)),
                        dialect,
                        Lowering.plain()))
                .path("evses")
                .path(0)
                .path("connectors")
                .path(0);
    }

    // --- JSON -------------------------------------------------------------------------------------------------------

    private Fields fields(JsonNode body) {
        return Fields.of(body, dialect.release());
    }

    private static JsonNode json(byte[] bytes) {
        return value(new String(bytes, StandardCharsets.UTF_8));
    }

    static JsonNode value(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotJson e) {
            throw new AssertionError(e.sentence(), e);
        }
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static JsonNode array(List<JsonNode> items) {
        return json(Json.writeAsRead(Bodies.json("{}").arrayNode().addAll(items)));
    }

    /** What the neutral model says again of what it understood; {@code apart} names what it keeps in other words. */
    private void same(byte[] said, byte[] understood, String... apart) {
        JsonNode one = json(said);
        JsonNode other = json(understood);
        for (String field : apart) {
            ((ObjectNode) one).remove(field);
            ((ObjectNode) other).remove(field);
        }
        if (!canonical(one).equals(canonical(other))) {
            throw new AssertionError(file + ": understood as " + other + " of " + one);
        }
    }

    /** Numbers by value, null and empty lists as absent, field order without meaning (OCPI cardinality). */
    static Object canonical(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, Object>();
            node.properties().forEach(e -> {
                if (!e.getValue().isNull()
                        && !(e.getValue().isArray() && e.getValue().isEmpty())) {
                    fields.put(e.getKey(), canonical(e.getValue()));
                }
            });
            return fields;
        }
        if (node.isArray()) {
            var items = new ArrayList<>();
            node.forEach(n -> items.add(canonical(n)));
            return items;
        }
        return node.isNumber()
                ? new BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString())
                : node.asString("");
    }
}
