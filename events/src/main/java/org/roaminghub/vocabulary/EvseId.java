package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public id of an EVSE, eMI3 form: {@code CC*PID*E…}, upper case, at most 48 characters, inner separators kept
 * (ISO 15118-1 annex H).
 */
public record EvseId(String value) {

    public static final int MAX_LENGTH = 48;

    private static final Pattern ISO = Pattern.compile("([A-Z]{2})\\*?([A-Z0-9]{3})\\*?(E[A-Z0-9*]{1,41})");
    private static final Pattern DIN = Pattern.compile("\\+?49\\*(\\d{3})\\*(\\d[0-9*]{0,39})");

    /** Reads the ISO form with or without its leading separators and the German DIN form. Throws for anything else. */
    public static EvseId parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("an EVSE id has the form CC*PID*E…"));
    }

    /** As {@link #parse}, empty where the text is no EVSE id: the EVSE then stays known by the partner's own id. */
    public static Optional<EvseId> find(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT).replace('-', '*');
        var din = DIN.matcher(upper);
        if (din.matches()) {
            return fitting("DE*" + din.group(1) + "*E" + din.group(2));
        }
        var iso = ISO.matcher(upper);
        return iso.matches() ? fitting(iso.group(1) + "*" + iso.group(2) + "*" + iso.group(3)) : Optional.empty();
    }

    private static Optional<EvseId> fitting(String canonical) {
        return canonical.length() <= MAX_LENGTH ? Optional.of(new EvseId(canonical)) : Optional.empty();
    }

    /** The operator that runs the EVSE. */
    public PartyId operator() {
        return new PartyId(value.substring(0, 6));
    }

    /** For the second try of a comparison, where a partner leaves inner separators out. */
    public String withoutInnerSeparators() {
        return value.substring(0, 7) + value.substring(7).replace("*", "");
    }
}
