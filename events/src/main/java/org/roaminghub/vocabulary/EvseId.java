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

    private static final int PREFIX = "CC*PID*".length();

    /** Every separator may be missing on its own (eMIP, OICP); the outlet id names something, not only separators. */
    private static final Pattern ISO =
            Pattern.compile("([A-Za-z]{2})[*-]?([A-Za-z0-9]{3})[*-]?([Ee]\\**[A-Za-z0-9][A-Za-z0-9*]*)");

    private static final Pattern DIN = Pattern.compile("\\+?([0-9]{1,3})\\*([0-9]{3})\\*([0-9][0-9*]*)");

    /** Reads the ISO form with or without its leading separators and the DIN form {@code +49*823*1234}. Throws for anything else. */
    public static EvseId parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("an EVSE id has the form CC*PID*E…"));
    }

    /** As {@link #parse}, empty where the text is no EVSE id: the EVSE then stays known by the partner's own id. */
    public static Optional<EvseId> find(String text) {
        String bare = text.strip();
        if (bare.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var din = DIN.matcher(bare);
        if (din.matches()) {
            return CallingCode.countryOf(din.group(1)).flatMap(c -> fitting(c, din.group(2), "E" + din.group(3)));
        }
        var iso = ISO.matcher(bare);
        return iso.matches() ? fitting(iso.group(1), iso.group(2), iso.group(3)) : Optional.empty();
    }

    private static Optional<EvseId> fitting(String country, String party, String outlet) {
        String canonical = (country + "*" + party + "*" + outlet).toUpperCase(Locale.ROOT);
        return canonical.length() <= MAX_LENGTH ? Optional.of(new EvseId(canonical)) : Optional.empty();
    }

    /** The operator that runs the EVSE. */
    public PartyId operator() {
        return new PartyId(value.substring(0, PREFIX - 1));
    }

    /** For the second try of a comparison, where a partner leaves inner separators out. */
    public String withoutInnerSeparators() {
        return value.substring(0, PREFIX) + value.substring(PREFIX).replace("*", "");
    }
}
