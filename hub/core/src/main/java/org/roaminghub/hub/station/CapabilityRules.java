package org.roaminghub.hub.station;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which capabilities of an EVSE follow from a station's settings; pure. What the settings don't speak of stays as entered. */
final class CapabilityRules {

    private static final String PROFILES = "SupportedFeatureProfiles";
    private static final String START_STOP = "REMOTE_START_STOP_CAPABLE";
    private static final String UNLOCK = "UNLOCK_CAPABLE";
    private static final String RESERVE = "RESERVABLE";
    private static final String STEER = "CHARGING_PROFILE_CAPABLE";
    private static final String READ = "RFID_READER";

    /** Components of the device model that stand for one each; every station of 2.x starts, stops and unlocks. */
    private static final Map<String, String> COMPONENTS =
            Map.of("ReservationCtrlr", RESERVE, "SmartChargingCtrlr", STEER, "TokenReader", READ);

    private static final List<String> SWITCHES = List.of(".Available", ".Enabled");

    private CapabilityRules() {}

    record Change(Set<String> add, Set<String> remove) {}

    static boolean isTelling(String name) {
        return name.equals(PROFILES)
                || SWITCHES.stream().anyMatch(s -> name.endsWith(s) && COMPONENTS.containsKey(component(name)));
    }

    private static String component(String name) {
        return name.split("[.{@]", 2)[0];
    }

    /** {@code absent}: what the station said it hasn't. One without a controller can't do what that controls. */
    static Change of(Map<String, String> settings, Collection<String> absent) {
        Set<String> add = new HashSet<>();
        Set<String> remove = new HashSet<>();
        String profiles = settings.get(PROFILES);
        if (profiles != null) {
            Set<String> has = Set.copyOf(List.of(profiles.replace(" ", "").split(",")).stream()
                    .distinct()
                    .toList());
            sort(has.contains("Core"), START_STOP, add, remove);
            sort(has.contains("Core"), UNLOCK, add, remove);
            sort(has.contains("Reservation"), RESERVE, add, remove);
            sort(has.contains("SmartCharging"), STEER, add, remove);
        }
        COMPONENTS.forEach((component, capability) -> {
            List<String> said = settings.entrySet().stream()
                    .filter(e -> component(e.getKey()).equals(component))
                    .map(Map.Entry::getValue)
                    .toList();
            if (!said.isEmpty()) {
                sort(said.stream().allMatch("true"::equalsIgnoreCase), capability, add, remove);
                add.add(START_STOP);
                add.add(UNLOCK);
            } else if (component.endsWith("Ctrlr")
                    && absent.stream().map(CapabilityRules::component).anyMatch(component::equals)) {
                remove.add(capability);
            }
        });
        return new Change(add, remove);
    }

    private static void sort(boolean has, String capability, Set<String> add, Set<String> remove) {
        (has ? add : remove).add(capability);
    }
}
