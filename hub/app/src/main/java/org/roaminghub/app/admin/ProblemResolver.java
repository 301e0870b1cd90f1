package org.roaminghub.app.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns whatever went wrong under {@code /api} into a problem; never a stack trace, never a 5xx for the caller's fault. */
final class ProblemResolver implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemWriter writer;

    ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (!request.getRequestURI().startsWith("/api/")) {
            return null;
        }
        try {
            writer.write(response, problem(thrown));
        } catch (IOException callerIsGone) {
            log.debug("answer=not_written", callerIsGone);
        }
        return new ModelAndView();
    }

    private static Problem problem(Exception thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable.getCause());
            case NoResourceFoundException nothing -> new Problem(Refusal.UNKNOWN_OBJECT, "There is no such call.");
            case HttpRequestMethodNotSupportedException method ->
                new Problem(Refusal.NOT_SUPPORTED, 405, "This address takes no " + method.getMethod() + ".");
            case HttpMediaTypeException type ->
                new Problem(Refusal.MALFORMED, 415, "Bodies and answers are application/json.");
            case MissingServletRequestParameterException missing ->
                Problem.malformed(missing.getParameterName(), "is missing");
            default -> {
                log.error("admin_call=failed", thrown);
                yield new Problem(Refusal.HUB_ERROR, "The call failed inside the hub. Its log says why.");
            }
        };
    }

    private static Problem unreadable(@Nullable Throwable cause) {
        if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
            String field = json.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .collect(Collectors.joining("."));
            return Problem.malformed(field, "has the wrong type");
        }
        return new Problem(Refusal.MALFORMED, "The body is no JSON object of the form that this call takes.");
    }
}
