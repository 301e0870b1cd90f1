package org.roaminghub.hub.cdr;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.TariffId;
import org.roaminghub.vocabulary.TokenId;

/**
 * The content of a CDR as one text: the same for two messages that say the same, whatever the order of their lists, the
 * zeros at the end of their numbers, and what the hub itself filled in.
 */
final class CdrContent {

    private static final Set<Class<?>> HUB_IDS = Set.of(
            CdrId.class,
            SessionId.class,
            AgreementId.class,
            AuthorizationId.class,
            TokenId.class,
            TariffId.class,
            LocationId.class,
            EvseKey.class);

    /** Beside what the hub fills in: the CPO's id, since only CDRs of one id are compared, without regard to case. */
    private static final Set<String> LEFT_OUT =
            Set.of("fid", "revision", "emsp", "issuer", "sessionMatch", "origin", "approveBy");

    private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

    private CdrContent() {}

    static String canonical(ChargeDetailRecord cdr) {
        StringBuilder text = new StringBuilder(2_000);
        write(cdr, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append('~');
            case BigDecimal number ->
                text.append(
                        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
            case Instant time -> text.append(time);
            case Collection<?> many ->
                text.append(many.stream().map(CdrContent::textOf).sorted().collect(Collectors.joining(",", "[", "]")));
            case Personal<?> personal -> write(personal.orNull(), text);
            case Record record -> writeRecord(record, text);
            default -> quote(value.toString(), text);
        }
    }

    private static String textOf(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void writeRecord(Record record, StringBuilder text) {
        boolean whole = record instanceof ChargeDetailRecord;
        text.append('{');
        for (RecordComponent component : COMPONENTS.computeIfAbsent(record.getClass(), Class::getRecordComponents)) {
            if (!HUB_IDS.contains(component.getType()) && !(whole && LEFT_OUT.contains(component.getName()))) {
                text.append(component.getName()).append('=');
                write(get(component, record), text);
                text.append(';');
            }
        }
        text.append('}');
    }

    private static @Nullable Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Text can't pass for structure. */
    private static void quote(String value, StringBuilder text) {
        text.append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
