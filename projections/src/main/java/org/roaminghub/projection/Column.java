package org.roaminghub.projection;

/** A column of a view's table and its SQL type. */
public record Column(String name, String type) {

    public static Column text(String name) {
        return new Column(name, "text");
    }

    public static Column uuid(String name) {
        return new Column(name, "uuid");
    }

    public static Column time(String name) {
        return new Column(name, "timestamptz");
    }
}
