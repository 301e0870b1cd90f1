package org.roaminghub.app.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems (RFC 9457), the same from the filters, the controllers and for calls that nobody takes. */
final class ProblemWriter {

    private final JsonMapper json = JsonMapper.builder().build();
    private final String publicUrl;

    ProblemWriter(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", publicUrl + "/problems/" + problem.refusal().slug());
        body.put("title", problem.refusal().sentence());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
