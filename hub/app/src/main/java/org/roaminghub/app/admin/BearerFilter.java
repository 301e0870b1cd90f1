package org.roaminghub.app.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.roaminghub.vocabulary.Refusal;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the user by {@code Authorization: Bearer …}; without one the call goes on as nobody. */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    /** Bytes; an OCPI Location with many EVSEs fits many times over. */
    private static final long MAX_BODY = 1_048_576;

    private final AccessRegister access;
    private final ProblemWriter problems;

    BearerFilter(AccessRegister access, ProblemWriter problems) {
        this.access = access;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BODY) {
            problems.write(response, new Problem(Refusal.OVER_LIMIT, "A body has at most " + MAX_BODY + " bytes."));
            return;
        }
        user(request).ifPresent(user -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    user,
                    "",
                    List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name()))));
            SecurityContextHolder.setContext(context);
        });
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<AdminUser> user(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.getFirst().strip();
        boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        String token = bearer ? header.substring(SCHEME.length()).strip() : "";
        return token.isEmpty() ? Optional.empty() : access.find(token);
    }
}
