package org.roaminghub.settlement.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Tariff;

/**
 * Whether the tariffs that the periods name lie in the CDR and were valid when the session started. Ids are compared
 * without case (OCPI CiString). Whether their content is that of the time is for the tariff history to say.
 */
final class TariffRules {

    private TariffRules() {}

    static void check(ChargeDetailRecord cdr, Findings findings) {
        Map<String, Tariff> inside = cdr.tariffs().stream()
                .collect(Collectors.toMap(t -> key(t.fid()), Function.identity(), (first, second) -> first));
        List<String> named = cdr.periods().stream()
                .map(ChargingPeriod::tariff)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> unknown =
                named.stream().filter(fid -> !inside.containsKey(key(fid))).toList();
        if (!unknown.isEmpty()) {
            findings.add(Rule.TARIFF_UNKNOWN, "a tariff in the CDR", unknown.toArray());
        }
        List<Tariff> used = named.isEmpty()
                ? cdr.tariffs().size() == 1 ? cdr.tariffs() : List.of()
                : named.stream()
                        .map(fid -> inside.get(key(fid)))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        for (Tariff tariff : used) {
            if (tariff.valid() != null && !tariff.valid().contains(cdr.start())) {
                findings.add(Rule.TARIFF_NOT_VALID, "valid at " + cdr.start(), tariff.fid());
            }
        }
    }

    private static String key(String fid) {
        return fid.toUpperCase(Locale.ROOT);
    }
}
