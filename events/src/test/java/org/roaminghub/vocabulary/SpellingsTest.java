package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random ids in random spellings: one thing has one canonical form, and that form reads back as itself. */
class SpellingsTest {

    private static final int IDS = 10_000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String ALPHANUMERIC = LETTERS + "0123456789";

    @ParameterizedTest
    @ValueSource(longs = {11, 20261121, 424_242})
    void partiesHaveOneCanonicalForm(long seed) {
        each(seed, (random, why) -> {
            String country = text(random, LETTERS, 2);
            String party = text(random, ALPHANUMERIC, 3);
            PartyId read = PartyId.parse(spelled(random, country + separator(random, "*-") + party));
            assertThat(read)
                    .as(why)
                    .isEqualTo(new PartyId(country + "*" + party))
                    .isEqualTo(PartyId.of(country, party));
            assertThat(PartyId.parse(read.value())).as(why).isEqualTo(read);
            assertThat(PartyId.of(read.country(), read.party())).as(why).isEqualTo(read);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {12, 20261121, 424_242})
    void evsesHaveOneCanonicalForm(long seed) {
        each(seed, (random, why) -> {
            String country = text(random, LETTERS, 2);
            String party = text(random, ALPHANUMERIC, 3);
            String outlet =
                    "E" + text(random, ALPHANUMERIC, 1) + text(random, ALPHANUMERIC + "****", random.nextInt(30));
            EvseId read = EvseId.parse(
                    spelled(random, country + separator(random, "*") + party + separator(random, "*") + outlet));
            assertThat(read).as(why).isEqualTo(new EvseId(country + "*" + party + "*" + outlet));
            assertThat(EvseId.parse(read.value())).as(why).isEqualTo(read);
            assertThat(read.operator()).as(why).isEqualTo(PartyId.of(country, party));
            assertThat(EvseId.parse(read.withoutInnerSeparators()).withoutInnerSeparators())
                    .as(why)
                    .isEqualTo(read.withoutInnerSeparators());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 20261121, 424_242})
    void contractsHaveOneCanonicalForm(long seed) {
        each(seed, (random, why) -> {
            String country = text(random, LETTERS, 2);
            String party = text(random, ALPHANUMERIC, 3);
            String instance = text(random, ALPHANUMERIC, 9);
            String check = random.nextBoolean() ? text(random, ALPHANUMERIC, 1) : "";
            String sent = country
                    + separator(random, "*-")
                    + party
                    + separator(random, "*-")
                    + instance
                    + (check.isEmpty() ? "" : separator(random, "*-") + check);
            ContractId read = ContractId.parse(spelled(random, sent));
            assertThat(read.value()).as(why).isEqualTo(country + party + instance + check);
            assertThat(ContractId.parse(read.value()).value()).as(why).isEqualTo(read.value());
            assertThat(read.matchKey()).as(why).isEqualTo(country + party + instance);
            assertThat(read.issuer()).as(why).contains(PartyId.of(country, party));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 20261121, 424_242})
    void anyContractTextReadsBackAsItself(long seed) {
        each(seed, (random, why) -> {
            String sent = text(random, ALPHANUMERIC, 1) + text(random, ALPHANUMERIC + "-*_./ ", random.nextInt(35));
            String once = ContractId.parse(sent).value();
            assertThat(ContractId.parse(once).value()).as("%s, %s", why, sent).isEqualTo(once);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {15, 20261121, 424_242})
    void rfidUidsHaveOneMatchKey(long seed) {
        each(seed, (random, why) -> {
            int bytes = new int[] {4, 7, 10}[random.nextInt(3)];
            String uid = "0".repeat(random.nextInt(2)) + "1" + text(random, "0123456789ABCDEF", 2 * bytes - 2);
            String key = "0".repeat(2 * bytes - Math.min(2 * bytes, uid.length())) + uid;
            String grouped = random.nextBoolean() ? key.replaceAll("(..)(?=.)", "$1" + separator(random, ":- ")) : uid;
            String matched = TokenUid.parse(spelled(random, grouped)).matchKey(TokenKind.RFID);
            assertThat(matched).as(why).isEqualTo(key);
            assertThat(TokenUid.parse(matched).matchKey(TokenKind.RFID)).as(why).isEqualTo(matched);
        });
    }

    private static void each(long seed, BiConsumer<Random, String> check) {
        Random random = new Random(seed);
        for (int i = 0; i < IDS; i++) {
            check.accept(random, "seed " + seed + ", id " + i);
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String separator(Random random, String choices) {
        int choice = random.nextInt(choices.length() + 1);
        return choice == choices.length() ? "" : choices.substring(choice, choice + 1);
    }

    private static String spelled(Random random, String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> " " + text;
        };
    }
}
