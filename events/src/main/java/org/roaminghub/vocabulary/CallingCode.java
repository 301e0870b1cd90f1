package org.roaminghub.vocabulary;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Telephone codes of countries (ITU-T E.164), with which DIN SPEC 91286 begins the ids of operators and EVSEs:
 * {@code +49*823}. Codes that several countries share (1, 7, 44 without its islands) name the largest; others are absent.
 */
enum CallingCode {
    AD("376"),
    AE("971"),
    AL("355"),
    AM("374"),
    AT("43"),
    AU("61"),
    AZ("994"),
    BA("387"),
    BE("32"),
    BG("359"),
    BR("55"),
    BY("375"),
    CH("41"),
    CL("56"),
    CN("86"),
    CY("357"),
    CZ("420"),
    DE("49"),
    DK("45"),
    EE("372"),
    ES("34"),
    FI("358"),
    FO("298"),
    FR("33"),
    GB("44"),
    GE("995"),
    GI("350"),
    GR("30"),
    HK("852"),
    HR("385"),
    HU("36"),
    IE("353"),
    IL("972"),
    IN("91"),
    IS("354"),
    IT("39"),
    JP("81"),
    KR("82"),
    LI("423"),
    LT("370"),
    LU("352"),
    LV("371"),
    MA("212"),
    MC("377"),
    MD("373"),
    ME("382"),
    MK("389"),
    MT("356"),
    MX("52"),
    NL("31"),
    NO("47"),
    NZ("64"),
    PL("48"),
    PT("351"),
    RO("40"),
    RS("381"),
    RU("7"),
    SA("966"),
    SE("46"),
    SG("65"),
    SI("386"),
    SK("421"),
    SM("378"),
    TH("66"),
    TR("90"),
    UA("380"),
    US("1"),
    XK("383"),
    ZA("27");

    private static final Map<String, CallingCode> BY_DIGITS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(c -> c.digits, Function.identity()));

    private final String digits;

    CallingCode(String digits) {
        this.digits = digits;
    }

    /** ISO 3166-1 alpha-2 of the country; empty for a code that is not in the table. */
    static Optional<String> countryOf(String digits) {
        return Optional.ofNullable(BY_DIGITS.get(digits)).map(Enum::name);
    }
}
