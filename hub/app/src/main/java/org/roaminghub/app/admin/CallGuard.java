package org.roaminghub.app.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Before a call is answered: no parameter that it doesn't know (a misspelt filter would show everything), none twice, and the
 * look at personal or money data is recorded.
 */
final class CallGuard implements HandlerInterceptor {

    private static final Set<String> PAGING = Set.of("limit", "after");

    private final AuditLog audit;
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    CallGuard(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod call)
                || !call.getBeanType().getPackageName().equals(CallGuard.class.getPackageName())) {
            return true;
        }
        Set<String> parameters = known.computeIfAbsent(call.getMethod(), CallGuard::parameters);
        request.getParameterMap().forEach((name, values) -> {
            if (!parameters.contains(name)) {
                throw Problem.malformed(Ask.limited("parameter", name), known(parameters));
            }
            if (values.length > 1) {
                throw Problem.malformed(name, "is given twice");
            }
        });
        if (call.hasMethodAnnotation(Audited.class)
                && request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof AdminUser user) {
            Set<String> filters = new TreeSet<>(request.getParameterMap().keySet());
            filters.removeAll(PAGING);
            audit.queried(
                    user,
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                    filters);
        }
        return true;
    }

    private static String known(Set<String> parameters) {
        return parameters.isEmpty()
                ? "is no parameter; this call takes none"
                : "is no parameter of this call; it takes " + String.join(", ", parameters);
    }

    private static Set<String> parameters(Method call) {
        return Arrays.stream(call.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(parameter -> parameter.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
