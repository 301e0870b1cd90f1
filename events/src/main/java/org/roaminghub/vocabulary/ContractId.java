package org.roaminghub.vocabulary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A contract of a driver with an eMSP: EMAID in upper case without separators, or other text of at most 36 characters. */
public record ContractId(String value) {

    public static final int MAX_LENGTH = 36;

    private static final Pattern EMAID = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}[A-Z0-9]{9}[A-Z0-9]?");
    private static final Pattern DIN = Pattern.compile("([A-Z]{2})[*-]([A-Z0-9]{3})[*-]([A-Z0-9]{6})[*-]([A-Z0-9])");
    private static final int COMPARED = 14;

    public static ContractId parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty() || upper.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a contract id has 1 to " + MAX_LENGTH + " characters");
        }
        var din = DIN.matcher(upper);
        if (din.matches()) {
            return new ContractId(din.group(1) + din.group(2) + "00" + din.group(3) + din.group(4));
        }
        String bare = upper.replace("-", "").replace("*", "");
        return new ContractId(EMAID.matcher(bare).matches() ? bare : upper);
    }

    /** Empty for OCPI's {@code #NA}, which says that there is no contract id. */
    public static Optional<ContractId> find(String text) {
        return text.isBlank() || text.strip().equals("#NA") ? Optional.empty() : Optional.of(parse(text));
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
