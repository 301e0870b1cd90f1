package org.roaminghub.connector.ocpi.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The one JSON reader and writer of this connector, with the limits of what it takes. Always UTF-8 (RFC 8259 §8.1). */
public final class Json {

    /** Levels of objects and arrays in one body. */
    public static final int MAX_DEPTH = 64;
    /** Characters of one number. */
    static final int MAX_NUMBER_LENGTH = 40;
    /** Characters of one field's name. */
    static final int MAX_NAME_LENGTH = 256;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(
                    List.class,
                    o -> o.setInclude(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
            .build();
    private static final ObjectReader READER = MAPPER.reader();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter AS_READ = WRITER.without(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    private static final ObjectWriter OF_2_2_1 = MAPPER.rebuild()
            .addModule(new SimpleModule()
                    .addSerializer(new AsVat<>(Price.class, Price::before_taxes, Price::afterTaxes))
                    .addSerializer(new AsVat<>(PriceLimit.class, PriceLimit::before_taxes, PriceLimit::after_taxes)))
            .addMixIn(Tariff.class, WithoutTaxIncluded.class)
            .build()
            .writer();
    private static final ObjectWriter OF_2_1_1 = MAPPER.rebuild()
            .addMixIn(EnvironmentalImpact.class, WithSource.class)
            .build()
            .writer();

    @JsonIgnoreProperties("tax_included")
    private interface WithoutTaxIncluded {}

    private interface WithSource {
        @JsonProperty("source")
        String category();
    }

    /** 2.2.1 says a price as excl_vat and incl_vat. */
    private static final class AsVat<T> extends StdSerializer<T> {

        private final Function<T, BigDecimal> before;
        private final Function<T, @Nullable BigDecimal> after;

        AsVat(Class<T> type, Function<T, BigDecimal> before, Function<T, @Nullable BigDecimal> after) {
            super(type);
            this.before = before;
            this.after = after;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeNumberProperty("excl_vat", before.apply(value));
            BigDecimal incl = after.apply(value);
            if (incl != null) {
                json.writeNumberProperty("incl_vat", incl);
            }
            json.writeEndObject();
        }
    }

    private Json() {}

    /** Throws {@link NotJson} for anything that isn't exactly one JSON value. */
    public static JsonNode read(byte[] bytes) throws NotJson {
        try {
            JsonNode node = READER.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw new NotJson("The body is empty.");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new NotJson("The body goes beyond the hub's limits: depth " + MAX_DEPTH + ", numbers "
                    + MAX_NUMBER_LENGTH + " and names " + MAX_NAME_LENGTH + " characters.");
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new NotJson(
                    where == null
                            ? "The body is not JSON."
                            : "The body is not JSON: line " + where.getLineNr() + ", column " + where.getColumnNr()
                                    + ".");
        }
    }

    /**
     * As {@link #read}, for what partners send: half of a surrogate pair is no text (RFC 8259 §8.2), and nothing that holds one
     * could be merged, stored or written again.
     */
    public static JsonNode readRequest(byte[] bytes) throws NotJson {
        JsonNode node = read(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\\') {
                int unit = escapedUnit(bytes, i);
                boolean pair = unit >= Character.MIN_HIGH_SURROGATE
                        && unit <= Character.MAX_HIGH_SURROGATE
                        && isLow(escapedUnit(bytes, i + 6));
                if (unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE && !pair) {
                    throw new NotJson("The body has half of a surrogate pair in a text.");
                }
                i += pair ? 11 : unit >= 0 ? 5 : 1;
            }
        }
        return node;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    /** Of six bytes that begin with backslash and u; -1 for anything else. */
    private static int escapedUnit(byte[] bytes, int at) {
        if (at + 6 > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    /** A wire record or a tree; absent fields and empty lists are left out. */
    public static byte[] write(Object value) {
        return WRITER.writeValueAsBytes(value);
    }

    /** A wire record, in the words of that version. */
    public static byte[] write(Object value, Release release) {
        return switch (release) {
            case V2_1_1 -> OF_2_1_1.writeValueAsBytes(value);
            case V2_2_1 -> OF_2_2_1.writeValueAsBytes(value);
            case V2_3_0 -> WRITER.writeValueAsBytes(value);
        };
    }

    /** A tree that a partner sent: in fields that OCPI does not know a number may be one that can't be written out. */
    public static byte[] writeAsRead(JsonNode tree) {
        return AS_READ.writeValueAsBytes(tree);
    }
}
