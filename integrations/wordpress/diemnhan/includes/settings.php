<?php
/**
 * Settings → Điểm Nhấn: where the service is, its key, a test.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action(
	'admin_init',
	function () {
		add_option( 'diemnhan', array(), '', 'no' );
		register_setting( 'diemnhan', 'diemnhan', array( 'sanitize_callback' => 'diemnhan_clean_settings' ) );
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'Điểm Nhấn', 'Điểm Nhấn', 'manage_options', 'diemnhan', 'diemnhan_settings_page' );
	}
);

/**
 * Keep what can be used. The key stays unless another one comes, or the address changes: it is for that address.
 *
 * @param mixed $sent What the form sent.
 */
function diemnhan_clean_settings( $sent ) {
	$sent = is_array( $sent ) ? $sent : array();
	$kept = wp_parse_args(
		get_option( 'diemnhan', array() ),
		array(
			'url' => '',
			'key' => '',
		)
	);
	$url  = isset( $sent['url'] ) ? untrailingslashit( trim( $sent['url'] ) ) : $kept['url'];
	$key  = isset( $sent['key'] ) ? trim( sanitize_text_field( $sent['key'] ) ) : '';
	if ( '' !== $url && ( ! wp_parse_url( $url, PHP_URL_HOST ) || esc_url_raw( $url, array( 'http', 'https' ) ) !== $url ) ) {
		add_settings_error( 'diemnhan', 'diemnhan_url', diemnhan_word( 'bad_url' ) );
		return $kept;
	}
	if ( '' === $key && empty( $sent['forget'] ) ) {
		$key = $url === $kept['url'] ? $kept['key'] : '';
		if ( '' !== $kept['key'] && '' === $key ) {
			add_settings_error( 'diemnhan', 'diemnhan_key', diemnhan_word( 'key_dropped' ), 'warning' );
		}
	}
	return array(
		'url' => $url,
		'key' => $key,
	);
}

/**
 * The page.
 */
function diemnhan_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$has_key = '' !== diemnhan_setting( 'key' );
	$tested  = get_transient( 'diemnhan_tested_' . get_current_user_id() );
	delete_transient( 'diemnhan_tested_' . get_current_user_id() );
	?>
	<div class="wrap">
		<h1>Điểm Nhấn</h1>
		<?php if ( is_array( $tested ) ) : ?>
			<div id="diemnhan-tested" class="notice notice-<?php echo $tested['good'] ? 'success' : 'error'; ?>">
				<p><?php echo esc_html( $tested['told'] ); ?></p>
			</div>
		<?php endif; ?>
		<form action="<?php echo esc_url( admin_url( 'options.php' ) ); ?>" method="post">
			<?php settings_fields( 'diemnhan' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="diemnhan-url"><?php echo esc_html( diemnhan_word( 'url' ) ); ?></label></th>
					<td>
						<input id="diemnhan-url" name="diemnhan[url]" type="url" class="regular-text code"
							placeholder="https://desk.example:8000" value="<?php echo esc_attr( diemnhan_setting( 'url' ) ); ?>"
							<?php disabled( defined( 'DIEMNHAN_URL' ) ); ?>>
						<?php if ( defined( 'DIEMNHAN_URL' ) ) : ?>
							<p class="description"><?php echo esc_html( diemnhan_word( 'constant' ) ); ?></p>
						<?php endif; ?>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="diemnhan-key"><?php echo esc_html( diemnhan_word( 'key' ) ); ?></label></th>
					<td>
						<input id="diemnhan-key" name="diemnhan[key]" type="password" class="regular-text code" value=""
							autocomplete="new-password" <?php disabled( defined( 'DIEMNHAN_KEY' ) ); ?>>
						<p class="description">
							<?php
							$about = $has_key ? 'key_kept' : 'key_needed';
							echo esc_html( diemnhan_word( defined( 'DIEMNHAN_KEY' ) ? 'constant' : $about ) );
							?>
						</p>
						<?php if ( $has_key && ! defined( 'DIEMNHAN_KEY' ) ) : ?>
							<label><input name="diemnhan[forget]" type="checkbox" value="1"> <?php echo esc_html( diemnhan_word( 'key_forget' ) ); ?></label>
						<?php endif; ?>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
			<input type="hidden" name="action" value="diemnhan_test">
			<?php wp_nonce_field( 'diemnhan_test' ); ?>
			<?php submit_button( diemnhan_word( 'test' ), 'secondary', 'diemnhan-test' ); ?>
		</form>
	</div>
	<?php
}

add_action(
	'admin_post_diemnhan_test',
	function () {
		check_admin_referer( 'diemnhan_test' );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( '', '', array( 'response' => 403 ) );
		}
		set_transient( 'diemnhan_tested_' . get_current_user_id(), diemnhan_test(), 60 );
		wp_safe_redirect( admin_url( 'options-general.php?page=diemnhan' ) );
		exit;
	}
);

/**
 * Try both things that the key is for. Nothing is kept of it.
 */
function diemnhan_test() {
	$sent   = array(
		'texts'  => array( 'Hai bên ký bản ghi nhớ.' ),
		'source' => 'vi',
		'target' => 'en',
	);
	$answer = diemnhan_ask( 'GET', '/v1/briefs?limit=1' );
	if ( ! is_wp_error( $answer ) ) {
		$answer = diemnhan_ask( 'POST', '/v1/translations', $sent );
	}
	if ( is_wp_error( $answer ) ) {
		return array(
			'good' => false,
			'told' => $answer->get_error_message(),
		);
	}
	$words = isset( $answer['data']['translations'][0]['text'] ) ? $answer['data']['translations'][0]['text'] : '';
	return array(
		'good' => '' !== $words,
		'told' => '' !== $words ? diemnhan_word( 'tested' ) . ' “' . $sent['texts'][0] . '” → “' . $words . '”' : diemnhan_word( 'odd' ),
	);
}
