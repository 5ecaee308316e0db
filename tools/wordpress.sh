#!/usr/bin/env bash
# Install WordPress, MariaDB and PHP from Debian's packages where they are missing, start a throw-away WordPress
# on loopback with our plugin in it, run the command given. DIEMNHAN_TEST_WORDPRESS tells the command where it is.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive
need=()
[ -d /usr/share/wordpress/wp-includes ] || need+=(wordpress)
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || need+=(mariadb-server)
command -v php >/dev/null || need+=(php-cli)
for module in mysqli:mysql dom:xml mbstring:mbstring curl:curl; do
  php -m 2>/dev/null | grep -qx "${module%:*}" || need+=("php-${module#*:}")
done
if [ ${#need[@]} -gt 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${need[@]}"
fi

site=$(mktemp -d)
chmod 755 "$site"
processes=()
stop() {
  for one in "${processes[@]}"; do kill -- "-$one" 2>/dev/null || true; done  # with the workers of PHP's server
  for one in "${processes[@]}"; do wait "$one" 2>/dev/null || true; done
  rm -rf "$site"
}
trap stop EXIT

user=$(id -un)
mariadb-install-db --no-defaults --datadir="$site/data" --user="$user" --auth-root-authentication-method=normal \
  --skip-test-db >"$site/database.log" 2>&1
setsid /usr/sbin/mariadbd --no-defaults --datadir="$site/data" --user="$user" --socket="$site/socket" --skip-networking \
  --pid-file="$site/pid" --innodb-buffer-pool-size=32M --innodb-flush-log-at-trx-commit=0 \
  >>"$site/database.log" 2>&1 &
processes+=($!)

# A copy: the package's own wp-config.php reads /etc/wordpress, and PHP follows links to it.
cp -aL /usr/share/wordpress "$site/www"
rm -rf "$site/www/wp-content"
mkdir -p "$site/www/wp-content/plugins" "$site/www/wp-content/themes/plain" "$site/www/wp-content/uploads"
ln -s "$PWD/integrations/wordpress/diemnhan" "$site/www/wp-content/plugins/diemnhan"
printf '/*\nTheme Name: Plain\n*/\n' >"$site/www/wp-content/themes/plain/style.css"
cat >"$site/www/wp-content/themes/plain/index.php" <<'PHP'
<!DOCTYPE html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body><?php
while ( have_posts() ) { the_post(); the_title( '<h1>', '</h1>' ); the_content(); }
wp_footer(); ?></body></html>
PHP
port=$(php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];')
cat >"$site/www/wp-config.php" <<PHP
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$site/socket' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as \$name ) {
	define( \$name . '_KEY', 'only for tests' );
	define( \$name . '_SALT', 'only for tests' );
}
define( 'WP_HOME', 'http://127.0.0.1:$port' );
define( 'WP_SITEURL', 'http://127.0.0.1:$port' );
define( 'WP_ENVIRONMENT_TYPE', 'local' ); // application passwords without https
define( 'WP_DEFAULT_THEME', 'plain' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '$site/php.log' );
\$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
PHP
for _ in $(seq 200); do [ -S "$site/socket" ] && break; sleep 0.1; done
mariadb --no-defaults --socket="$site/socket" --user=root -e "CREATE DATABASE wordpress CHARACTER SET utf8mb4"
DIEMNHAN_TEST_WORDPRESS=$(php -d sendmail_path=/bin/true tools/wordpress_install.php "$site/www" "http://127.0.0.1:$port" "$site")
export DIEMNHAN_TEST_WORDPRESS
PHP_CLI_SERVER_WORKERS=4 setsid php -d opcache.enable_cli=1 -d sendmail_path=/bin/true -S "127.0.0.1:$port" -t "$site/www" >"$site/web.log" 2>&1 &
processes+=($!)
for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port/wp-json/" >/dev/null 2>&1 && break; sleep 0.1; done
"$@"
