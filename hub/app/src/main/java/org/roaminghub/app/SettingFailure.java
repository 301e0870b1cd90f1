package org.roaminghub.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines which setting keeps the hub from starting, instead of the way through the framework. */
public final class SettingFailure extends AbstractFailureAnalyzer<ConfigurationPropertiesBindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable whole, ConfigurationPropertiesBindException unfit) {
        Throwable root = unfit;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IllegalArgumentException
                ? new FailureAnalysis(
                        root.getMessage(), "Change this setting in the environment and start again.", unfit)
                : null;
    }
}
