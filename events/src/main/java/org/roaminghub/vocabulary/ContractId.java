package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A contract of a driver with an eMSP: EMAID in upper case without separators, or other text of at most 36 characters. */
public record ContractId(String value) {

    public static final int MAX_LENGTH = 36;

    private static final Pattern EMAID = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}[A-Z0-9]{9}[A-Z0-9]?");

    /** Separators only where an EMAID has them: text of other make keeps its own. */
    private static final Pattern SPELLED_EMAID =
            Pattern.compile("([A-Za-z]{2})[*-]?([A-Za-z0-9]{3})[*-]?([A-Za-z0-9]{9})(?:[*-]?([A-Za-z0-9]))?");

    /** DIN SPEC 91286. Without separators it can't be told from other text of twelve characters and stays as it is. */
    private static final Pattern DIN =
            Pattern.compile("([A-Za-z]{2})[*-]([A-Za-z0-9]{3})[*-]([A-Za-z0-9]{6})[*-]([0-9Xx])");

    private static final int COMPARED = 14;

    /** Reads an EMAID or EVCO id with {@code -}, {@code *} or no separators, the DIN form, and other text as it is. */
    public static ContractId parse(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a contract id has 1 to " + MAX_LENGTH + " characters");
        }
        var din = DIN.matcher(bare);
        if (din.matches()) {
            return upper(din.group(1) + din.group(2) + "00" + din.group(3) + din.group(4));
        }
        var emaid = SPELLED_EMAID.matcher(bare);
        if (emaid.matches()) {
            String check = emaid.group(4);
            return upper(emaid.group(1) + emaid.group(2) + emaid.group(3) + (check == null ? "" : check));
        }
        return upper(bare);
    }

    private static ContractId upper(String text) {
        return new ContractId(text.toUpperCase(Locale.ROOT));
    }

    /** Empty for OCPI's {@code #NA}, which says that there is no contract id. */
    public static Optional<ContractId> find(String text) {
        return text.isBlank() || text.strip().equalsIgnoreCase("#NA") ? Optional.empty() : Optional.of(parse(text));
    }

    public boolean isEmaid() {
        return EMAID.matcher(value).matches();
    }

    /** The part that makes two contract ids the same: without the check digit where there is one. */
    public String matchKey() {
        return isEmaid() ? value.substring(0, COMPARED) : value;
    }

    /** The eMSP by the first five characters; only to be used where no owner is given. */
    public Optional<PartyId> issuer() {
        return isEmaid() ? Optional.of(PartyId.parse(value.substring(0, 5))) : Optional.empty();
    }

    /** Never the id itself: it must not slip into a log line. */
    @Override
    public String toString() {
        return "ContractId[…]";
    }
}
