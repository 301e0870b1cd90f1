package org.roaminghub.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Connector;
import org.roaminghub.vocabulary.Protocol;
import org.springframework.beans.factory.ObjectProvider;

/** The connectors that ship, looked up when first needed. */
final class OnceAsked implements Supplier<Map<Protocol, Connector>> {

    private final ObjectProvider<Connector> all;
    private volatile @Nullable Map<Protocol, Connector> found;

    OnceAsked(ObjectProvider<Connector> all) {
        this.all = all;
    }

    @Override
    public Map<Protocol, Connector> get() {
        Map<Protocol, Connector> known = found;
        if (known == null) {
            known = new EnumMap<>(Protocol.class);
            for (Connector connector : all) {
                known.put(connector.protocol(), connector);
            }
            found = known;
        }
        return known;
    }
}
