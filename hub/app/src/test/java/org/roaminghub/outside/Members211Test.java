package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaminghub.simulator.Arrival;
import org.roaminghub.simulator.Identity;
import org.roaminghub.simulator.SimulatedCpo;
import org.roaminghub.simulator.SimulatedEmsp;
import org.roaminghub.simulator.Tongue;
import org.roaminghub.testkit.OcpiSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A partner that speaks OCPI 2.1.1 is a full member: places, prices, cards, remote starts, sessions and bills, both ways. */
class Members211Test extends OutsideTest {

    private final List<org.roaminghub.simulator.Partner> simulated = new ArrayList<>();

    @AfterEach
    void stop() {
        simulated.forEach(org.roaminghub.simulator.Partner::close);
    }

    private <T extends org.roaminghub.simulator.Partner> T registered(T partner, Party party)
            throws IOException, InterruptedException {
        simulated.add(partner);
        partner.up();
        JsonNode made = hub.done(
                "POST",
                "/platforms",
                "{\"name\": \"Simulated\", \"protocol\": \"OCPI\", \"parties\": [{\"role\": \"%s\", \"party\": \"%s\", \"name\": \"S\"}]}"
                        .formatted(party.role(), party.star()));
        partner.register(
                hub.versionsUrl(), made.path("ocpi").path("registration_token").asString());
        return partner;
    }

    private static Identity identity(Party party, String version) {
        return new Identity(
                org.roaminghub.simulator.Party.parse(party.star()), "S " + party.id(), 0, 7, Tongue.parse(version));
    }

    private SimulatedCpo cpo(Party party, String version) throws IOException, InterruptedException {
        return registered(new SimulatedCpo(identity(party, version), 2, a -> {}), party);
    }

    private SimulatedEmsp emsp(Party party, String version) throws IOException, InterruptedException {
        return registered(new SimulatedEmsp(identity(party, version), 0, a -> {}), party);
    }

    private static List<Arrival> came(SimulatedEmsp emsp, String method, String module) {
        return LiveHub.until(
                () -> emsp.inbox()
                        .list(a -> a.method().equals(method) && a.module().equals(module)),
                list -> !list.isEmpty());
    }

    private static ObjectNode body(SimulatedEmsp emsp, String method, String module) {
        return (ObjectNode)
                Objects.requireNonNull(came(emsp, method, module).getLast().body());
    }

    /** Where the schemas are beside the repository. */
    static void valid(String version, String name, JsonNode body) {
        if (Files.isDirectory(
                Path.of(System.getProperty("shared.dir", "../shared"), "protocols/ocpi/schemas/derived"))) {
            assertThat(OcpiSchemas.problems(version, name, Http.utf8(body.toString())))
                    .as("%s of %s: %s", name, version, body)
                    .isEmpty();
        }
    }

    private List<JsonNode> losses(Party receiver, String type, Predicate<List<String>> fits) {
        return hub.listWhen("/deliveries?party=" + receiver.star(), list -> fits.test(fields(list, type))).stream()
                .filter(d -> d.path("object_type").asString().equals(type))
                .toList();
    }

    private static List<String> fields(List<JsonNode> deliveries, String type) {
        return deliveries.stream()
                .filter(d -> d.path("object_type").asString().equals(type))
                .flatMap(d -> d.path("losses").valueStream())
                .map(l -> l.path("field").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"2.1.1,2.3.0", "2.3.0,2.1.1", "2.1.1,2.1.1", "2.2.1,2.1.1", "2.1.1,2.2.1"})
    @DisplayName("HUB-72 places, prices, cards, remote start, session and CDR between a 2.1.1 partner and any other")
    void wholeFlow(String cpoVersion, String emspVersion) throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        SimulatedCpo cpo = cpo(cpoParty, cpoVersion);
        SimulatedEmsp emsp = emsp(emspParty, emspVersion);
        boolean old = emspVersion.equals("2.1.1");
        hub.agree(cpoParty, emspParty, null);

        var published = cpo.publish(null);
        assertThat(published.acknowledged()).as(published.message()).isTrue();
        ObjectNode location = body(emsp, "PUT", "locations");
        ObjectNode tariff = body(emsp, "PUT", "tariffs");
        valid(emspVersion, "Location", location);
        valid(emspVersion, "Tariff", tariff);
        placesAndPrices(location, tariff, cpo, old);

        var card = emsp.card("strict");
        assertThat(emsp.push(card, null).acknowledged()).isTrue();
        LiveHub.until(cpo::tokens, tokens -> !tokens.isEmpty());
        var tap = cpo.tap(card.uid(), card.type(), 0, null);
        assertThat(tap.granted()).as("authorised: %s", tap.answer().message()).isTrue();
        ObjectNode asked = body(emsp, "POST", "tokens");
        assertThat(asked.path("location_id").asString())
                .isEqualTo(location.path("id").asString());

        var started =
                emsp.start(card, location.path("id").asString(), org.roaminghub.simulator.Party.parse(cpoParty.star()));
        assertThat(started.answer().data().path("result").asString(""))
                .as(started.answer().message())
                .isEqualTo("ACCEPTED");
        assertThat(body(emsp, "POST", "commands").path("result").asString("")).isEqualTo("ACCEPTED");
        JsonNode command = Objects.requireNonNull(
                cpo.inbox().list(a -> a.module().equals("commands")).getFirst().body());
        assertThat(command.path("location_id").asString())
                .as("its owner knows it by its own id")
                .isEqualTo(cpo.location());
        ObjectNode session = body(emsp, "PUT", "sessions");
        sessionFits(session, location, emspVersion, old);
        stopped(emsp, session, cpoParty, old);

        String charge = cpo.plugIn(tap);
        assertThat(cpo.put(charge, null).acknowledged()).isTrue();
        assertThat(cpo.progress(charge, null).acknowledged()).isTrue();
        cpo.unplug(charge);
        assertThat(cpo.put(charge, null).acknowledged()).isTrue();
        String bill = cpo.bill(charge);
        assertThat(cpo.post(bill, null).acknowledged()).isTrue();
        ObjectNode cdr = body(emsp, "POST", "cdrs");
        valid(emspVersion, "CDR", known(cdr));
        if (old) {
            assertThat(cdr.path("location").path("id")).isEqualTo(location.path("id"));
            if (!cpoVersion.equals("2.1.1")) {
                JsonNode plug = cdr.path("location")
                        .path("evses")
                        .path(0)
                        .path("connectors")
                        .path(0);
                assertThat(plug.path("voltage").intValue())
                        .as("from the store, not 0")
                        .isEqualTo(1000);
                lossesAreTold(emspParty);
            }
        }
        assertThat(hub.list("/deliveries?status=PARKED&party=" + emspParty.star()))
                .isEmpty();
    }

    private static void placesAndPrices(ObjectNode location, ObjectNode tariff, SimulatedCpo cpo, boolean old) {
        JsonNode plug = location.path("evses").path(0).path("connectors").path(0);
        if (old) {
            assertThat(location.path("id").asString()).isNotEqualTo(cpo.location());
            assertThat(plug.path("tariff_id"))
                    .as("the id that the tariff has there")
                    .isEqualTo(tariff.path("id"));
            assertThat(location.path("type").asString()).isEqualTo("PARKING_LOT");
        } else {
            assertThat(location.path("id").asString()).isEqualTo(cpo.location());
            assertThat(plug.path("tariff_ids").path(0)).isEqualTo(tariff.path("id"));
            assertThat(location.path("publish").booleanValue()).isTrue();
        }
        assertThat(plug.path(old ? "voltage" : "max_voltage").intValue()).isEqualTo(1000);
        assertThat(tariff.path("elements").path(0).path("price_components")).hasSize(3);
    }

    private static void sessionFits(ObjectNode session, ObjectNode location, String version, boolean old) {
        valid(version, "Session", known(session));
        if (old) {
            JsonNode place = session.path("location");
            assertThat(place.path("id")).isEqualTo(location.path("id"));
            assertThat(place.path("evses")).hasSize(1);
            assertThat(place.path("evses").path(0).path("connectors")).hasSize(1);
        } else {
            assertThat(session.path("location_id")).isEqualTo(location.path("id"));
        }
    }

    /** Fields that OCPI does not know travel on between equal versions. */
    private static ObjectNode known(ObjectNode body) {
        ObjectNode copy = body.deepCopy();
        copy.remove("x_parking_bay");
        return copy;
    }

    private static void stopped(SimulatedEmsp emsp, ObjectNode session, Party cpo, boolean old)
            throws IOException, InterruptedException {
        var stopped =
                emsp.stop(session.path("id").asString(), old ? null : org.roaminghub.simulator.Party.parse(cpo.star()));
        assertThat(stopped.answer().data().path("result").asString(""))
                .as(stopped.answer().message())
                .isEqualTo("ACCEPTED");
    }

    private void lossesAreTold(Party emsp) {
        losses(emsp, "location", f -> f.contains("state") && f.contains("evses.connectors.max_electric_power"));
        losses(emsp, "tariff", f -> f.contains("tariffs.min_price"));
        losses(emsp, "session", f -> f.contains("location.state"));
        losses(emsp, "cdr", f -> f.contains("signed_data") && !f.contains("location"));
    }

    @Test
    @DisplayName(
            "a 2.1.1 eMSP reads places and prices by list and one by one; losses are told once, not for each reading")
    void reads() throws IOException, InterruptedException {
        Partner cpo = connected("CPO");
        Party emspParty = Partner.party("EMSP");
        emsp(emspParty, "2.2.1").close();
        Partner emsp = planned("EMSP");
        emsp.version = "2.1.1";
        emsp.register().ok();
        hub.agree(cpo.party(), emsp.party(), null);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectNode location =
                    Messages.location(cpo.party(), Messages.unique("L")).put("state", "HH");
            location.remove("x_note");
            cpo.putLocation(location).send().ok();
            ids.add(location.path("id").asString());
        }
        ObjectNode home = Messages.location(cpo.party(), Messages.unique("H")).put("publish", false);
        cpo.putLocation(home).send().ok();
        for (int reading = 0; reading < 3; reading++) {
            Answer page = emsp.ask("GET", "locations/").query("limit=3").send().ok();
            assertThat(page.data()).hasSize(3);
            assertThat(page.header("X-Total-Count")).isEqualTo("6");
            page.data().forEach(l -> valid("2.1.1", "Location", known211(l)));
        }
        String alias = emsp.ask("GET", "locations/")
                .send()
                .ok()
                .data()
                .path(0)
                .path("id")
                .asString();
        assertThat(ids).doesNotContain(alias);
        JsonNode one = emsp.ask("GET", "locations/", alias).send().ok().data();
        assertThat(one.path("id").asString()).isEqualTo(alias);
        String uid = one.path("evses").path(0).path("uid").asString();
        assertThat(emsp.ask("GET", "locations/", alias, uid, "1")
                        .send()
                        .ok()
                        .data()
                        .path("amperage")
                        .intValue())
                .isEqualTo(32);
        losses(emsp.party(), "location", f -> f.contains("state") && f.contains("publish"));
        // Six places, each told of once, whether it was pushed or read first.
        hub.listWhen(
                "/deliveries?party=" + emsp.party().star(),
                list -> list.stream()
                                .mapToInt(d -> Math.max(1, d.path("objects").size()))
                                .sum()
                        >= 6);
        long before = told(emsp.party());
        for (int reading = 0; reading < 3; reading++) {
            emsp.ask("GET", "locations/").send().ok();
        }
        assertThat(told(emsp.party())).as("no more than were told").isEqualTo(before);
    }

    private long told(Party party) {
        return hub.eventsOf(party).stream()
                .filter(e -> e.startsWith("delivery."))
                .count();
    }

    private static JsonNode known211(JsonNode location) {
        ObjectNode copy = (ObjectNode) location.deepCopy();
        copy.path("evses").forEach(e -> {
            ((ObjectNode) e).remove("x_plate");
            e.path("connectors").forEach(c -> ((ObjectNode) c).remove("x_lock"));
        });
        return copy;
    }
}
