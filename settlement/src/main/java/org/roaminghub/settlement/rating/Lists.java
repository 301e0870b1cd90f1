package org.roaminghub.settlement.rating;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Tariff;

/** Which tariff prices a period: the one it names, without case, else the only one, else the regular one of the session's start. */
final class Lists {

    private final Map<String, PriceList> byId;
    private final @Nullable PriceList usual;

    private Lists(Map<String, PriceList> byId, @Nullable PriceList usual) {
        this.byId = byId;
        this.usual = usual;
    }

    static Lists of(RatingInput input) throws PriceList.NoList {
        if (input.tariffs().isEmpty()) {
            throw new PriceList.NoList(Unrateable.TARIFF_UNKNOWN, "there is no tariff");
        }
        Map<String, PriceList> byId = new LinkedHashMap<>();
        for (Tariff tariff : input.tariffs()) {
            if (!tariff.currency().equals(input.tariffs().getFirst().currency())) {
                throw new PriceList.NoList(Unrateable.TARIFF_CURRENCY, tariff.fid() + ": " + tariff.currency());
            }
            byId.putIfAbsent(key(tariff.fid()), PriceList.of(tariff));
        }
        return new Lists(byId, usual(input, List.copyOf(byId.values())));
    }

    private static @Nullable PriceList usual(RatingInput input, List<PriceList> lists) {
        return lists.size() == 1
                ? lists.getFirst()
                : lists.stream()
                        .filter(list -> isRegular(list.tariff()))
                        .filter(list -> list.tariff().valid() == null
                                || list.tariff().valid().contains(input.start()))
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isRegular(Tariff tariff) {
        return tariff.kind() == null || tariff.kind() == Tariff.Kind.REGULAR;
    }

    PriceList of(ChargingPeriod period) throws PriceList.NoList {
        String named = period.tariff();
        PriceList list = named == null ? usual : byId.get(key(named));
        if (list == null) {
            throw new PriceList.NoList(
                    Unrateable.TARIFF_UNKNOWN, named == null ? "several, and no period names one" : named);
        }
        return list;
    }

    private static String key(String fid) {
        return fid.toUpperCase(Locale.ROOT);
    }
}
