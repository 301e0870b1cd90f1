package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.app.projection.ProjectionStatus;
import org.roaminghub.app.projection.Projections;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The views, how far they are, and their rebuilding. */
@RestController
@RequestMapping("/api/v1/projections")
@Tag(name = "Projections")
class ProjectionController {

    private final Projections projections;
    private final AuditLog audit;

    ProjectionController(Projections projections, AuditLog audit) {
        this.projections = projections;
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Projections", description = "Position, lag in events, and how far a rebuild is.")
    PageBody<ProjectionItem> list(
            @Parameter(description = ListController.LIMIT) @RequestParam(required = false) @Nullable String limit) {
        return new PageBody<>(
                projections.list().stream()
                        .limit(Ask.limit(limit))
                        .map(ProjectionItem::of)
                        .toList(),
                null);
    }

    @GetMapping("/{name}")
    @Operation(summary = "One projection")
    ProjectionItem one(@PathVariable String name) {
        return ProjectionItem.of(known(name));
    }

    @PostMapping("/{name}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Makes the view anew from the first event on",
            description = "Answers at once; it goes on after a restart.")
    ProjectionItem replay(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String name) {
        audit.replayed(user, known(name).name());
        return ProjectionItem.of(Problem.orThrow(projections.replay(name)));
    }

    private ProjectionStatus known(String name) {
        return projections.find(name).orElseThrow(() -> Problem.unknown("projection"));
    }
}
