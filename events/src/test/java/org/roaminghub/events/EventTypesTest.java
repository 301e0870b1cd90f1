package org.roaminghub.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.PartyId;

class EventTypesTest {

    /** Which streams the events of a context may go to (the model's catalogue, §5.3). */
    private static final Map<String, Set<String>> STREAMS = Map.ofEntries(
            Map.entry("party", Set.of("platform", "party")),
            Map.entry("agreement", Set.of("agreement")),
            Map.entry("token", Set.of("token")),
            Map.entry("tariff", Set.of("tariff")),
            Map.entry("location", Set.of("location", "evse")),
            Map.entry("authorization", Set.of("authorization")),
            Map.entry("session", Set.of("session")),
            Map.entry("remote", Set.of("remote", "reservation")),
            Map.entry("cdr", Set.of("cdr")),
            Map.entry("delivery", Set.of("delivery")),
            Map.entry("station", Set.of("station", "transaction")),
            Map.entry("relay", Set.of("relay")),
            Map.entry(
                    "settlement",
                    Set.of("clearing", "ledger", "window", "statement", "invoice", "payment", "rates", "meter_key")),
            Map.entry("audit", Set.of("subject", "access", "audit")));

    @Test
    void listsEveryEventThereIs() {
        List<Class<?>> compiled = ClassFiles.below(Event.class).stream()
                .filter(c -> Event.class.isAssignableFrom(c) && c != Event.class)
                .toList();
        assertThat(compiled).isNotEmpty();
        assertThat(EventTypes.ALL).as("EventTypes.ALL").containsExactlyInAnyOrderElementsOf(events(compiled));
    }

    @Test
    void everyEventIsARecordWithAName() {
        assertThat(EventTypes.ALL).allMatch(Class::isRecord).allMatch(e -> e.isAnnotationPresent(EventName.class));
    }

    @Test
    void everyNameAndVersionIsUsedOnce() {
        assertThat(EventTypes.ALL.stream().map(EventTypesTest::name).map(n -> n.value() + " v" + n.version()))
                .doesNotHaveDuplicates();
        assertThat(EventTypes.ALL).allMatch(e -> name(e).version() >= 1);
    }

    @Test
    void everyNameIsANounAndAPastFact() {
        assertThat(EventTypes.ALL.stream().map(EventTypesTest::name))
                .allMatch(n -> n.value().matches("[a-z_]+\\.[a-z_]+"));
    }

    @Test
    void everyEventGoesToAStreamOfItsContext() {
        assertThat(EventTypes.ALL).allSatisfy(event -> {
            String context = event.getPackageName()
                    .substring(Event.class.getPackageName().length() + 1);
            String stream = name(event).value().substring(0, name(event).value().indexOf('.'));
            assertThat(STREAMS.getOrDefault(context, Set.of()))
                    .as("streams of the context %s", context)
                    .contains(stream);
        });
    }

    @Test
    void nothingIsCountedInBinaryFractions() {
        Stream<Class<?>> all = Stream.of(Event.class, PartyId.class).flatMap(c -> ClassFiles.below(c).stream());
        assertThat(all.filter(Class::isRecord).flatMap(c -> Arrays.stream(c.getRecordComponents())))
                .noneMatch(c -> Set.of("double", "float", "Double", "Float")
                        .contains(c.getType().getSimpleName()));
    }

    @Test
    void neutralRecordsKnowNothingOfPersonsInClear() {
        Set<String> personal =
                Set.of("TokenUid", "ContractId", "TokenSeen", "AuthorizationReference", "SignedData", "EnergyContract");
        Stream<Class<?>> records = Stream.concat(EventTypes.ALL.stream(), Stream.of(ChargeDetailRecord.class))
                .map(c -> c);
        assertThat(records.flatMap(c -> Arrays.stream(c.getRecordComponents())))
                .noneMatch(c -> personal.contains(c.getType().getSimpleName()));
    }

    private static EventName name(Class<? extends Event> event) {
        return event.getAnnotation(EventName.class);
    }

    private static List<Class<? extends Event>> events(List<Class<?>> classes) {
        return classes.stream()
                .<Class<? extends Event>>map(c -> c.asSubclass(Event.class))
                .toList();
    }
}
