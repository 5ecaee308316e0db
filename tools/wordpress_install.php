<?php
/**
 * Fills an empty database with a WordPress for tests: three users, permalinks, our plugin; prints what tests need.
 *
 * php tools/wordpress_install.php FOLDER URL TEMPORARY_FOLDER
 */

list( , $folder, $url, $site ) = $argv;
$_SERVER['HTTP_HOST']   = parse_url( $url, PHP_URL_HOST ) . ':' . parse_url( $url, PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';
define( 'WP_INSTALLING', true );
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$told = wp_install( 'Tòa soạn', 'admin', 'admin@example.org', false, '', 'only for tests' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Asia/Ho_Chi_Minh' );
$users = array( 'admin' => $told['user_id'] );
foreach ( array( 'editor', 'author' ) as $role ) {
	$users[ $role ] = wp_insert_user(
		array( 'user_login' => $role, 'user_pass' => 'only for tests', 'user_email' => "$role@example.org", 'role' => $role )
	);
}
$logins = array();
foreach ( $users as $name => $id ) {
	list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'diemnhan' ) );
	$logins[ $name ]  = "$name:$password";
}
echo json_encode( array( 'url' => $url, 'folder' => $site, 'password' => 'only for tests', 'logins' => $logins ) );
