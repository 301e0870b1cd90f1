package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.AccessRegister.Access;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.projection.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens of the admin API. */
@RestController
@RequestMapping("/api/v1/access")
@Tag(name = "Access")
class AccessController {

    private static final int MAX_SCOPE = 100;

    private final AccessRegister register;

    AccessController(AccessRegister register) {
        this.register = register;
    }

    @ApiJson
    record AccessBody(
            @Nullable String user,
            @Nullable String role,
            @Nullable List<@Nullable String> scope) {}

    /** {@code token} is there only in the answer that gives it out. */
    @ApiJson
    record AccessItem(
            String accessId,
            String user,
            String role,
            List<String> scope,
            Instant grantedAt,
            @Nullable Instant revokedAt,
            @Nullable String token) {
        static AccessItem of(Access access, @Nullable String token) {
            return new AccessItem(
                    access.id().toString(),
                    access.user(),
                    access.role().text(),
                    ScopeText.list(access.scope()),
                    access.grantedAt(),
                    access.revokedAt(),
                    token);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A new token",
            description =
                    "Shown once. Roles: operator, finance, regulator (scope: countries or parties), partner (scope: its"
                            + " parties).")
    AccessItem grant(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @RequestBody AccessBody body) {
        String name = Ask.required("user", body.user());
        AdminRole role = Ask.word("role", body.role(), AdminRole.class);
        Scope scope = scope(body.scope());
        if (role.isScoped() && scope.isAll()) {
            throw Problem.malformed("scope", "is needed for a " + role.text() + ": countries or parties");
        }
        if (!role.isScoped() && !scope.isAll()) {
            throw Problem.malformed("scope", "is for regulators and partners");
        }
        if (role == AdminRole.PARTNER && !scope.countries().isEmpty()) {
            throw Problem.malformed("scope", "of a partner is its parties");
        }
        var granted = register.grant(name, role, scope, user);
        return AccessItem.of(granted.access(), granted.token());
    }

    @GetMapping
    @Operation(summary = "Who has a token", description = "Revoked ones too.")
    PageBody<AccessItem> list(
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = ListController.AFTER) @RequestParam(required = false) @Nullable String after) {
        return MemoryPage.of(
                register.list(), Access::id, Ask.after(after), Ask.limit(limit), access -> AccessItem.of(access, null));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revokes a token at once")
    void revoke(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        Problem.orThrow(register.revoke(Ask.id("id", id), user));
    }

    private static Scope scope(@Nullable List<@Nullable String> asked) {
        if (asked == null) {
            return Scope.ALL;
        }
        if (asked.size() > MAX_SCOPE) {
            throw Problem.malformed("scope", "has at most " + MAX_SCOPE + " entries");
        }
        List<String> entries = new ArrayList<>();
        asked.forEach(entry -> entries.add(Ask.required("scope", entry)));
        try {
            return ScopeText.read(entries);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("scope", "has countries of two letters and parties as DE*ABC");
        }
    }
}
