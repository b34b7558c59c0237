"""Settings, limits and safe text: what every room above leans on."""
