package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void slugsAreUniqueAndFitAnAddress() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::slug))
                .doesNotHaveDuplicates()
                .allMatch(slug -> slug.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void sentencesAreUniqueAndSpeakToAHuman() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::sentence))
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[A-Z].*\\."));
    }
}
