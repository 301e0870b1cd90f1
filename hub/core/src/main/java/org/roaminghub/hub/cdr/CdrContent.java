package org.roaminghub.hub.cdr;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final Map<Class<?>, List<Said>> SAID = new ConcurrentHashMap<>();

    private CdrContent() {}

    /** A component that counts, and what stands before it in the text. */
    private record Said(String label, MethodHandle getter) {}

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
            case Instant time -> text.append(time.getEpochSecond()).append('.').append(time.getNano());
            case Collection<?> many -> writeSorted(many, text);
            case Personal<?> personal -> write(personal.orNull(), text);
            case Record record -> writeRecord(record, text);
            default -> quote(value.toString(), text);
        }
    }

    private static void writeSorted(Collection<?> many, StringBuilder text) {
        text.append('[');
        if (many.size() == 1) {
            write(many.iterator().next(), text);
        } else if (!many.isEmpty()) {
            List<String> texts = new ArrayList<>(many.size());
            for (Object one : many) {
                int start = text.length();
                write(one, text);
                texts.add(text.substring(start));
                text.setLength(start);
            }
            Collections.sort(texts);
            for (String one : texts) {
                text.append(one).append(',');
            }
            text.setLength(text.length() - 1);
        }
        text.append(']');
    }

    private static void writeRecord(Record record, StringBuilder text) {
        text.append('{');
        for (Said said : said(record.getClass())) {
            text.append(said.label);
            write(get(said.getter, record), text);
            text.append(';');
        }
        text.append('}');
    }

    private static List<Said> said(Class<?> type) {
        List<Said> known = SAID.get(type);
        return known != null ? known : SAID.computeIfAbsent(type, CdrContent::describe);
    }

    private static List<Said> describe(Class<?> type) {
        boolean whole = type == ChargeDetailRecord.class;
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !HUB_IDS.contains(component.getType()))
                .filter(component -> !(whole && LEFT_OUT.contains(component.getName())))
                .map(component -> new Said(component.getName() + "=", getter(component)))
                .toList();
    }

    private static MethodHandle getter(RecordComponent component) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(GETTER);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object get(MethodHandle getter, Object record) {
        try {
            return getter.invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Text can't pass for structure. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        if (value.indexOf('\\') < 0 && value.indexOf('"') < 0) {
            text.append(value);
        } else {
            text.append(value.replace("\\", "\\\\").replace("\"", "\\\""));
        }
        text.append('"');
    }
}
