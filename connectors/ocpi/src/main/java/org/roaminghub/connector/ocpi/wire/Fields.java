package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Refusal;
import tools.jackson.databind.JsonNode;

/**
 * Reads one JSON object by a field table of the spec: type, length, cardinality. The first mistake is thrown as
 * {@link BadField} with the field's path. Absent, null and (for lists) empty are the same (OCPI 2.2.1 ch. 1 and 4, cardinality).
 * Fields that nobody asks for are left alone: they travel on in the original.
 */
public final class Fields {

    /** Elements of one list; charging periods are the longest. */
    public static final int MAX_LIST = 10_000;
    /** Characters of a word that OCPI does not know. */
    private static final int MAX_WORD = 255;
    /** Digits before and behind the decimal point: far beyond any meter, far below what hurts. */
    private static final int MAX_DIGITS = 20;

    private final JsonNode node;
    private final Release release;
    private final @Nullable Fields parent;
    private final String step;

    private Fields(JsonNode node, Release release, @Nullable Fields parent, String step) {
        this.node = node;
        this.release = release;
        this.parent = parent;
        this.step = step;
    }

    /** By the tables of 2.2.1. */
    public static Fields of(JsonNode body) {
        return of(body, Release.V2_2_1);
    }

    public static Fields of(JsonNode body, Release release) {
        if (!body.isObject()) {
            throw new BadField(Refusal.MALFORMED, "The body must be a JSON object.");
        }
        return new Fields(body, release, null, "");
    }

    /** By whose tables it is read. */
    public Release release() {
        return release;
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** CiString, cardinality 1: printable ASCII, not blank. */
    public String id(String name, int max) {
        return there(name, findId(name, max));
    }

    /** CiString, cardinality ?. Blank counts as absent. */
    public @Nullable String findId(String name, int max) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        String text = textOf(value, name, max);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw bad(name, "has a character that is not printable ASCII");
            }
        }
        return text.isBlank() ? null : text;
    }

    /** string, cardinality 1; may be empty. */
    public String text(String name, int max) {
        return there(name, findText(name, max));
    }

    public @Nullable String findText(String name, int max) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        String text = textOf(value, name, max);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) {
                throw bad(name, "has a control character");
            }
        }
        return text;
    }

    /** One of a closed list of words, cardinality 1. */
    public String code(String name, Set<String> words) {
        return there(name, findCode(name, words));
    }

    public @Nullable String findCode(String name, Set<String> words) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isString() || !words.contains(value.stringValue())) {
            throw bad(name, "is not one of the values that OCPI knows");
        }
        return value.stringValue();
    }

    /** One word of a list that is open since 2.3.0 and closed before, cardinality 1. */
    public String openCode(String name, Set<String> words) {
        return there(name, findOpenCode(name, words));
    }

    public @Nullable String findOpenCode(String name, Set<String> words) {
        return release.hasOpenWords() ? findId(name, MAX_WORD) : findCode(name, words);
    }

    /** country_code: two letters of ISO 3166-1. */
    public String countryCode() {
        return countryCode(id("country_code", 2));
    }

    private String countryCode(String code) {
        if (code.length() != 2 || !isLetter(code.charAt(0)) || !isLetter(code.charAt(1))) {
            throw bad("country_code", "must be two letters");
        }
        return code;
    }

    /** party_id: three letters or digits. */
    public String partyId() {
        return partyId(id("party_id", 3));
    }

    private String partyId(String code) {
        if (code.length() != 3) {
            throw bad("party_id", "must be three letters or digits");
        }
        for (int i = 0; i < 3; i++) {
            if (!isLetter(code.charAt(i)) && (code.charAt(i) < '0' || code.charAt(i) > '9')) {
                throw bad("party_id", "must be three letters or digits");
            }
        }
        return code;
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** currency: ISO 4217, three capital letters. */
    public String currency() {
        return there("currency", findCurrency());
    }

    public @Nullable String findCurrency() {
        String code = findText("currency", 3);
        if (code == null) {
            return null;
        }
        if (code.length() != 3 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw bad("currency", "must be three capital letters of ISO 4217");
        }
        return code;
    }

    /** A credentials token: 1 to 64 characters U+0021 to U+007E (OCPI 2.2.1 ch. 7). */
    public String credential(String name) {
        String token = text(name, 64);
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw bad(name, "must be 1 to 64 printable ASCII characters without blanks");
        }
        return token;
    }

    public Instant time(String name) {
        return there(name, findTime(name));
    }

    public @Nullable Instant findTime(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw bad(name, "must be a DateTime");
        }
        return WireTime.parse(value.stringValue())
                .orElseThrow(() -> bad(name, "must be a DateTime like 2026-01-31T12:00:00Z"));
    }

    public BigDecimal number(String name) {
        return there(name, findNumber(name));
    }

    public @Nullable BigDecimal findNumber(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        BigDecimal number = value.isNumber() ? value.decimalValue() : quoted(value, name);
        if (number.scale() > MAX_DIGITS * 2 || (long) number.precision() - number.scale() > MAX_DIGITS) {
            throw bad(name, "has too many digits");
        }
        return number;
    }

    /** 2.1.1 partners quote numbers, as its own example of a CDR does (facts ch. 8). */
    private BigDecimal quoted(JsonNode value, String name) {
        if (release == Release.V2_1_1 && value.isString() && value.stringValue().length() <= 2 * MAX_DIGITS) {
            try {
                return new BigDecimal(value.stringValue().strip());
            } catch (NumberFormatException e) {
                throw bad(name, "must be a number");
            }
        }
        throw bad(name, "must be a number");
    }

    public int integer(String name) {
        return there(name, findInteger(name));
    }

    public @Nullable Integer findInteger(String name) {
        BigDecimal number = findNumber(name);
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw bad(name, "must be a whole number");
        }
    }

    public boolean flag(String name) {
        return there(name, findFlag(name));
    }

    public @Nullable Boolean findFlag(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw bad(name, "must be true or false");
        }
        return value.booleanValue();
    }

    public <T> T object(String name, Function<Fields, T> reading) {
        return there(name, this.<T>findObject(name, reading));
    }

    public <T> @Nullable T findObject(String name, Function<Fields, T> reading) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw bad(name, "must be an object");
        }
        return reading.apply(new Fields(value, release, this, name));
    }

    /** Cardinality * . */
    public <T> List<T> list(String name, Function<Fields, T> reading) {
        JsonNode value = array(name);
        if (value == null) {
            return List.of();
        }
        var items = new ArrayList<T>(value.size());
        for (int i = 0; i < value.size(); i++) {
            String at = name + "[" + i + "]";
            if (!value.get(i).isObject()) {
                throw bad(at, "must be an object");
            }
            items.add(reading.apply(new Fields(value.get(i), release, this, at)));
        }
        return items;
    }

    /** Cardinality + . */
    public <T> List<T> some(String name, Function<Fields, T> reading) {
        List<T> items = list(name, reading);
        if (items.isEmpty()) {
            throw bad(name, "is missing or empty");
        }
        return items;
    }

    /** A list of CiStrings, cardinality *. */
    public List<String> ids(String name, int max) {
        return strings(name, (value, at) -> textOf(value, at, max));
    }

    /** A list of words of a closed list, cardinality *. */
    public List<String> codes(String name, Set<String> words) {
        return strings(name, (value, at) -> {
            if (!value.isString() || !words.contains(value.stringValue())) {
                throw bad(at, "is not one of the values that OCPI knows");
            }
            return value.stringValue();
        });
    }

    private List<String> strings(String name, Element element) {
        JsonNode value = array(name);
        if (value == null) {
            return List.of();
        }
        var items = new ArrayList<String>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(element.read(value.get(i), name + "[" + i + "]"));
        }
        return items;
    }

    private interface Element {
        String read(JsonNode value, String at);
    }

    /** For partial updates: a field that the whole object needs may be left out, but not set to null. */
    public void neverNull(String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null && value.isNull()) {
                throw bad(name, "must not be null");
            }
        }
    }

    public BadField bad(String name, String what) {
        return BadField.at(path(name), what);
    }

    private @Nullable JsonNode array(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw bad(name, "must be a list");
        }
        if (value.size() > MAX_LIST) {
            throw new BadField(Refusal.OVER_LIMIT, path(name) + " has more than " + MAX_LIST + " elements");
        }
        return value;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> T there(String name, @Nullable T value) {
        if (value == null) {
            throw bad(name, "is missing");
        }
        return value;
    }

    private String textOf(JsonNode value, String name, int max) {
        if (!value.isString()) {
            throw bad(name, "must be a string");
        }
        String text = value.stringValue();
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            throw bad(name, "is longer than " + max + " characters");
        }
        return text;
    }

    private String path(String name) {
        return parent == null ? name : parent.path(step) + "." + name;
    }
}
