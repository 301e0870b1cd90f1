package org.roaminghub.hub.station;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Tariff;

/** What tests say to stations: a call's payload is plain text. */
class FakeWords implements StationWords {

    static Said said(String action, String text) {
        return new Said(action, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static UnsupportedOperationException never() {
        return new UnsupportedOperationException("no test needs it");
    }

    @Override
    public List<Said> ask(String version, List<String> names, int requestId) {
        throw never();
    }

    @Override
    public List<Said> change(String version, Map<String, String> values) {
        throw never();
    }

    @Override
    public List<Setting> settings(String version, byte[] answer) {
        throw never();
    }

    @Override
    public List<String> absent(String version, byte[] answer) {
        throw never();
    }

    @Override
    public Map<String, String> changed(String version, Said said, byte[] answer) {
        throw never();
    }

    @Override
    public Said setTariff(String version, Tariff tariff, int evse) {
        throw never();
    }

    @Override
    public Optional<Said> changeTariff(String transaction, Tariff tariff) {
        throw never();
    }

    @Override
    public Said clearTariffs(String version) {
        throw never();
    }

    @Override
    public Said clearTariff(String version, String id, int evse) {
        throw never();
    }

    @Override
    public boolean areCleared(byte[] answer) {
        throw never();
    }

    @Override
    public String tariffId(Said said) {
        throw never();
    }

    @Override
    public Said askTariffs(String version) {
        throw never();
    }

    @Override
    public Optional<Said> runningCost(String version, SoFar cost) {
        throw never();
    }

    @Override
    public Optional<Integer> limitedStart(String version, String action, byte[] payload) {
        throw never();
    }

    @Override
    public Optional<String> requestId(byte[] payload) {
        throw never();
    }

    @Override
    public Optional<String> fileName(byte[] answer) {
        throw never();
    }
}
