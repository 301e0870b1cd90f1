package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.PriceComponent;
import org.roaminghub.connector.ocpi.wire.TariffRestrictions;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import tools.jackson.databind.JsonNode;

/**
 * A tariff that the hub's own stations are priced by. A partner's may have members that the hub doesn't know: they go on with the
 * original. Here one would be a condition that nobody applies, so it is refused.
 */
public final class EnteredTariff {

    private static final Set<String> OF_COMPONENT = members(PriceComponent.class);
    private static final Set<String> OF_RESTRICTIONS = members(TariffRestrictions.class);

    private EnteredTariff() {}

    /** Throws {@link BadField} for what is no tariff of OCPI 2.2.1, has another owner or an unknown member where prices are. */
    public static Tariff read(PartyId owner, byte[] json) throws NotJson {
        JsonNode tree = Json.read(json);
        for (JsonNode element : tree.path("elements")) {
            requireKnown(element.path("restrictions"), "elements.restrictions", OF_RESTRICTIONS);
            for (JsonNode component : element.path("price_components")) {
                requireKnown(component, "elements.price_components", OF_COMPONENT);
            }
        }
        Dialect dialect = Dialect.find("2.2.1").orElseThrow();
        Tariff tariff = TariffMapping.tariff(
                dialect.tariff(tree, Lifting.of(owner, Instant.EPOCH)), Tariff.Selection.PER_DIMENSION);
        if (!tariff.owner().equals(owner)) {
            throw BadField.at("party_id", "is not that of the hub's own party");
        }
        return tariff;
    }

    private static void requireKnown(JsonNode object, String where, Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw BadField.at(where + "." + name, "is nothing that OCPI 2.2.1 knows");
            }
        }
    }

    private static Set<String> members(Class<? extends Record> wire) {
        return Arrays.stream(wire.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toUnmodifiableSet());
    }
}
