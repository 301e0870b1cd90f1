package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the hub answered; {@code body} is JSON null where there was none. */
record Answer(int http, HttpHeaders headers, String text, JsonNode body) {

    /** What must never be seen from outside: names of classes, stack traces, statements. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|Error:|\\bat [a-z]+\\.[a-z]|org\\.(roaminghub|springframework|postgresql|axonframework|apache)|"
                    + "java\\.(lang|util|io)|tools\\.jackson|(?i)\\b(select|insert|update) .*\\b(from|into|set)\\b");

    int code() {
        return body.path("status_code").asInt(0);
    }

    String message() {
        return body.path("status_message").asString("");
    }

    JsonNode data() {
        return body.path("data");
    }

    @Nullable
    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** HTTP 2xx and status_code 1000. */
    Answer ok() {
        assertThat(http).as(this::said).isBetween(200, 299);
        assertThat(code()).as(this::said).isEqualTo(1000);
        return orderly();
    }

    Answer refused(int expectedHttp, int expectedCode) {
        assertThat(http).as(this::said).isEqualTo(expectedHttp);
        assertThat(code()).as(this::said).isEqualTo(expectedCode);
        return orderly();
    }

    /** An envelope with a time in UTC, no 5xx, and nothing of the hub's insides. */
    Answer orderly() {
        assertThat(http).as(this::said).isLessThan(500);
        assertThat(body.path("status_code").isInt()).as(this::said).isTrue();
        assertThat(code()).as(this::said).isBetween(1000, 4999);
        assertThat(header("Content-Type")).as(this::said).startsWith("application/json");
        assertThat(Instant.parse(body.path("timestamp").asString("none")))
                .as(this::said)
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        discreet();
        return this;
    }

    void discreet() {
        assertThat(text).doesNotContainPattern(INSIDES);
    }

    /** For the message of a failing test. */
    String said() {
        return "HTTP " + http + " " + (text.length() > 500 ? text.substring(0, 500) + "…" : text);
    }
}
