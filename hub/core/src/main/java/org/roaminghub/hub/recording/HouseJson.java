package org.roaminghub.hub.recording;

import tools.jackson.databind.json.JsonMapper;

/**
 * The house's JSON: snake_case, fields in record order, absent left out, decimals as strings, times RFC 3339 UTC with at most
 * six digits of a second, value types as their canonical text. Two forms: {@link #events()} refuses personal values in
 * clear, {@link #rows()} is for bytes that are sealed as a whole.
 */
public final class HouseJson {

    private static final HouseJson EVENTS = new HouseJson(HouseJsonModule.mapper(false));
    private static final HouseJson ROWS = new HouseJson(HouseJsonModule.mapper(true));

    private final JsonMapper mapper;

    private HouseJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** For payloads of events: a personal value that is not sealed is a bug and throws. */
    public static HouseJson events() {
        return EVENTS;
    }

    /** For rows that are sealed as a whole. */
    public static HouseJson rows() {
        return ROWS;
    }

    public JsonMapper mapper() {
        return mapper;
    }

    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    public <T> T read(byte[] json, Class<T> type) {
        return mapper.readValue(json, type);
    }
}
