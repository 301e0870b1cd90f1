package org.roaminghub.connector.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpp.mapping.Secrets;
import org.roaminghub.connector.ocpp.wire.Json;
import tools.jackson.databind.JsonNode;

class SecretsInMessagesTest {

    private static final String VARIABLE =
            "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"basicauthpassword\"}";

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String kept(String text) {
        return new String(Secrets.hidden(text.getBytes(StandardCharsets.UTF_8), json(text)), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("the passwords that calls give stations, by version")
    void newPasswords() {
        assertThat(Secrets.newPassword("ChangeConfiguration", json("{\"key\":\"authorizationkey\",\"value\":\"s3\"}")))
                .contains("s3");
        assertThat(Secrets.newPassword("ChangeConfiguration", json("{\"key\":\"HeartbeatInterval\",\"value\":\"9\"}")))
                .isEmpty();
        assertThat(Secrets.newPassword(
                        "SetVariables",
                        json("{\"setVariableData\":[{\"attributeValue\":\"1\",\"variable\":{\"name\":\"x\"}},"
                                + "{\"attributeValue\":\"s3\"," + VARIABLE + "}]}")))
                .contains("s3");
        assertThat(Secrets.newPassword("Reset", json("{\"type\":\"Soft\"}"))).isEmpty();
    }

    @Test
    @DisplayName("what is kept of a call or an answer has no password in it, and everything else")
    void hidden() {
        assertThat(kept("{\"key\":\"AuthorizationKey\",\"value\":\"s3\"}"))
                .isEqualTo("{\"key\":\"AuthorizationKey\",\"value\":\"***\"}");
        assertThat(kept("{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"readonly\":false,\"value\":\"s3\"}]}"))
                .doesNotContain("s3");
        assertThat(kept("{\"setVariableData\":[{\"attributeValue\":\"s3\"," + VARIABLE + "}]}"))
                .doesNotContain("s3")
                .contains("SecurityCtrlr");
        assertThat(kept("{\"connectionData\":{\"basicAuthPassword\":\"s3\",\"apn\":{\"apnPassword\":\"s3\"},"
                        + "\"vpn\":{\"user\":\"u\",\"password\":\"s3\",\"key\":\"s3\"}}}"))
                .doesNotContain("s3")
                .contains("\"user\":\"u\"");
        String plain = "{ \"key\": \"HeartbeatInterval\", \"value\": \"300\" }";
        assertThat(kept(plain)).isEqualTo(plain);
    }

    @Test
    @DisplayName("a password is taken by Accepted and RebootRequired, of the right variable")
    void taken() {
        assertThat(Secrets.isTaken("ChangeConfiguration", json("{\"status\":\"Accepted\"}")))
                .isTrue();
        assertThat(Secrets.isTaken("ChangeConfiguration", json("{\"status\":\"RebootRequired\"}")))
                .isTrue();
        assertThat(Secrets.isTaken("ChangeConfiguration", json("{\"status\":\"Rejected\"}")))
                .isFalse();
        assertThat(Secrets.isTaken(
                        "SetVariables",
                        json("{\"setVariableResult\":[{\"attributeStatus\":\"Accepted\",\"variable\":{\"name\":\"x\"}},"
                                + "{\"attributeStatus\":\"Rejected\"," + VARIABLE + "}]}")))
                .isFalse();
    }
}
