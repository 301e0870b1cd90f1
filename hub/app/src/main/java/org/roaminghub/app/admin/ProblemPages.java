package org.roaminghub.app.admin;

import java.util.Arrays;
import org.roaminghub.vocabulary.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's type says to somebody who opens its address. */
@RestController
class ProblemPages {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> explain(@PathVariable String slug) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.slug().equals(slug))
                .findFirst()
                .map(refusal -> ResponseEntity.ok(refusal.sentence() + "\n"))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
