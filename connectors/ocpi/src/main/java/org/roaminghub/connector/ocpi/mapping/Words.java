package org.roaminghub.connector.ocpi.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenKind;

/** Single words of OCPI and of the hub. Words that are equal on both sides need no entry here. */
public final class Words {

    /** Fills a required text that can't exist (OCPI 2.2.1 ch. 1). */
    public static final String NOT_AVAILABLE = "#NA";

    private static final Map<String, String> ALPHA2 = alpha2ByAlpha3();
    private static final Map<String, String> ALPHA3 = alpha3ByAlpha2();

    private Words() {}

    public static TokenKind tokenKind(String type) {
        return switch (type) {
            case "RFID" -> TokenKind.RFID;
            case "APP_USER" -> TokenKind.APP;
            case "AD_HOC_USER" -> TokenKind.AD_HOC;
            case "EMAID" -> TokenKind.EMAID;
            default -> TokenKind.OTHER;
        };
    }

    public static String tokenType(TokenKind kind) {
        return switch (kind) {
            case RFID -> "RFID";
            case APP -> "APP_USER";
            case AD_HOC -> "AD_HOC_USER";
            case EMAID -> "EMAID";
            case OTHER -> "OTHER";
        };
    }

    public static String sessionStatus(SessionStatus status) {
        return switch (status) {
            case RESERVATION, PENDING, ACTIVE, COMPLETED, INVALID -> status.name();
            case SUSPENDED -> "ACTIVE";
        };
    }

    public static String role(Role role) {
        return role == Role.PSO ? "OTHER" : role.name();
    }

    /** ISO 3166-1 alpha-2 of alpha-3 or alpha-2; null for what ISO doesn't know. */
    public static @Nullable String countryAlpha2(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return ALPHA3.containsKey(upper) ? upper : ALPHA2.get(upper);
    }

    public static @Nullable String countryAlpha3(String alpha2) {
        return ALPHA3.get(alpha2.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> alpha3ByAlpha2() {
        var codes = new HashMap<String, String>();
        for (String alpha2 : Locale.getISOCountries()) {
            codes.put(alpha2, Locale.of("", alpha2).getISO3Country());
        }
        return Map.copyOf(codes);
    }

    private static Map<String, String> alpha2ByAlpha3() {
        var codes = new HashMap<String, String>();
        alpha3ByAlpha2().forEach((alpha2, alpha3) -> codes.put(alpha3, alpha2));
        return Map.copyOf(codes);
    }
}
